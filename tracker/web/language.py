"""Which of the two languages this request is answered in, and gettext for pages.

`?lang=cy` on any address switches and is remembered for the session; else a person's
own preference, else what the browser asks for.
"""

from typing import Any
from urllib.parse import quote, urlencode

from babel.support import LazyProxy
from flask import Flask, g, has_request_context, request, session
from flask_login import current_user

from tracker.domain.languages import Language
from tracker.wording.catalogue import catalogue

#: Each language in its own words.
NAMES = {Language.ENGLISH: "English", Language.WELSH: "Cymraeg"}


def current_language() -> Language:
    """The language of this request; English outside one."""
    if not has_request_context():
        return Language.ENGLISH
    if "language" not in g:
        g.language = _chosen()
    return Language(g.language)


def _chosen() -> Language:
    asked = request.args.get("lang", "")
    if asked in set(Language):
        session["language"] = asked
        return Language(asked)
    remembered = session.get("language", "")
    if remembered in set(Language):
        return Language(remembered)
    if current_user.is_authenticated:
        return Language(current_user.language)
    return Language(request.accept_languages.best_match(list(Language)) or Language.ENGLISH)


def gettext(message: str, **params: Any) -> str:
    """`message` in the language of this request, with `%(name)s` filled in."""
    words = catalogue(current_language()).gettext(message)
    return words % params if params else words


def ngettext(one: str, many: str, number: int, **params: Any) -> str:
    """The form of the message that belongs to `number`, which is also `%(num)s`."""
    words = catalogue(current_language()).ngettext(one, many, number)
    return words % {"num": number, **params}


def lazy_gettext(message: str) -> str:
    """`message`, translated when it is shown; for labels made at import time."""
    return LazyProxy(gettext, message, enable_cache=False)  # type: ignore[return-value]


def init_app(app: Flask) -> None:
    """Give templates the same gettext as the rest of the product."""
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        lambda message: catalogue(current_language()).gettext(message),
        lambda one, many, number: catalogue(current_language()).ngettext(one, many, number),
        newstyle=True,
    )


def switch() -> dict[str, str]:
    """The link that shows this very page in the other language."""
    other = Language.ENGLISH if current_language() is Language.WELSH else Language.WELSH
    pairs = [(key, value) for key, value in request.args.items(multi=True) if key != "lang"]
    return {
        "href": f"{quote(request.path)}?{urlencode([*pairs, ('lang', other.value)])}",
        "text": NAMES[other],
        "lang": other.value,
    }
