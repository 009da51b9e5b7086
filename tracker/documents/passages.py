"""Words that people wrote, with the language they are in, as documents and pages show them."""

from dataclasses import dataclass

from tracker.domain.languages import Bilingual, Language
from tracker.domain.readiness_facts import Who

#: Characters of the last words said that a summary shows: about two lines of print.
_LONGEST_POSITION = 320


@dataclass(frozen=True)
class Passage:
    """`language` is marked where it differs from that of the document around it."""

    text: str
    language: Language


def passage(words: Bilingual, language: Language) -> Passage:
    """`words` in `language`, or in the one they were written in when not translated."""
    said = words.said_in(language)
    is_welsh = bool(words.cy) and said == words.cy
    return Passage(said, Language.WELSH if is_welsh else Language.ENGLISH)


def shortened(words: str, language: Language) -> Passage:
    """The beginning of long words, cut between two words."""
    flat = " ".join(words.split())
    if len(flat) <= _LONGEST_POSITION:
        return Passage(flat, language)
    cut = flat[:_LONGEST_POSITION]
    return Passage((cut.rpartition(" ")[0] or cut) + " …", language)


def who_words(who: Who | None, language: Language) -> str:
    """Role first, then the name; nothing for nobody."""
    if who is None:
        return ""
    return ", ".join(part for part in (who.role.said_in(language), who.name) if part)
