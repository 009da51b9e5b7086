"""The two languages in which everything is said."""

from dataclasses import dataclass
from enum import StrEnum


class Language(StrEnum):
    ENGLISH = "en"
    WELSH = "cy"


@dataclass(frozen=True)
class Bilingual:
    """Words that people wrote, in one or both languages."""

    en: str
    cy: str = ""

    def said_in(self, language: Language) -> str:
        """The words in `language`, or as written when they were not translated."""
        return (self.cy or self.en) if language is Language.WELSH else (self.en or self.cy)
