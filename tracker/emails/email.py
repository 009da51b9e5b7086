"""What a mail is, and how its templates are filled: no page's frame, no request."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from tracker.domain.languages import Language
from tracker.wording.catalogue import catalogue

_TEMPLATES = Path(__file__).parents[2] / "templates"


@dataclass(frozen=True)
class Email:
    """`text` says everything that `html` says."""

    subject: str
    text: str
    html: str


def fill(kind: str, subject: str, language: Language, facts: dict[str, Any]) -> Email:
    """The mail whose templates are `templates/emails/<kind>/mail.txt` and `mail.html`.

    Raises `jinja2.UndefinedError` when they ask for something that `facts` does not hold.
    """
    environment = _environment(language)
    known = {**facts, "subject": subject, "language": language.value}
    text, html = (
        environment.get_template(f"emails/{kind}/mail.{ending}").render(known)
        for ending in ("txt", "html")
    )
    return Email(subject, text, html)


@lru_cache
def _environment(language: Language) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        extensions=["jinja2.ext.i18n"],
    )
    words = catalogue(language)
    environment.install_gettext_callables(  # type: ignore[attr-defined]
        words.gettext, words.ngettext, newstyle=True
    )
    return environment
