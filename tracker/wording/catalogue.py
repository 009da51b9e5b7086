"""The catalogue of messages: English as written in the code, Welsh from its .po file."""

from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations

from tracker.domain.languages import Language

#: Where the translator works; read as it is, so there is no compiled file to forget.
WELSH_PO = Path(__file__).parent.parent / "translations" / "cy" / "LC_MESSAGES" / "messages.po"


def N_(message: str) -> str:
    """Marks a message in a table for the translator; `Words` translates it when it is said."""
    return message


class _Welsh(Translations):
    """Says nothing for nothing, where gettext would answer with the head of the file."""

    def gettext(self, message: str) -> str:
        return super().gettext(message) if message else message


@lru_cache
def catalogue(language: Language) -> NullTranslations:
    """gettext and ngettext of `language`; what is not translated stays English."""
    if language is Language.ENGLISH:
        return NullTranslations()
    compiled = BytesIO()
    with WELSH_PO.open("rb") as po:
        write_mo(compiled, read_po(po, locale=language.value))
    compiled.seek(0)
    return _Welsh(compiled)


class Words:
    """Says messages in one language, with `%(name)s` filled in.

    Without parameters a message is said as it stands, so a lone % needs no doubling.
    """

    def __init__(self, language: Language) -> None:
        self.language = language
        self._catalogue = catalogue(language)

    def _(self, message: str, **params: Any) -> str:
        said = self._catalogue.gettext(message)
        return said % params if params else said

    def ngettext(self, one: str, many: str, number: int, **params: Any) -> str:
        """The form that belongs to `number`, which is also `%(num)s`."""
        message = self._catalogue.ngettext(one, many, number)
        return message % {"num": number, **params}
