"""The two languages in which everything is said."""

from enum import StrEnum


class Language(StrEnum):
    ENGLISH = "en"
    WELSH = "cy"
