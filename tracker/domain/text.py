"""What people type, made safe to keep: composed, without control characters, within limits.

Markup stays as typed; pages escape it. Length is counted in characters (code points).
"""

import re
import unicodedata

from tracker.domain.errors import refuse

#: Most characters of a name or title, of words that people write, and of words that were
#: printed in a report.
LONGEST_NAME = 200
LONGEST_WORDS = 4_000
LONGEST_PRINTED = 10_000

#: Marks that turn the direction of text: in a title they can make one thing read as another.
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_NEWLINES = re.compile("\r\n?|\u2028|\u2029|\x85")
#: Control characters, and halves of surrogate pairs.
_DROPPED = ("Cc", "Cs")
_BLANK_LINES = re.compile("\n{3,}")


def clean(text: str | None) -> str:
    """Several lines: newlines and tabs kept, other control characters removed, trimmed.
    Nothing at all counts as empty text."""
    lines = "\n".join(line.rstrip() for line in _composed(text or "").split("\n"))
    return _BLANK_LINES.sub("\n\n", lines).strip()


def clean_line(text: str, limit: int, field: str | None = None) -> str:
    """One line: spaces collapsed, control and direction marks removed, trimmed.

    Raises `Refused` (`too_long`) when more than `limit` characters remain.
    """
    line = " ".join(_BIDI.sub("", _composed(text)).split())
    return _within(line, limit, field)


def clean_text(text: str, limit: int, field: str | None = None) -> str:
    """As `clean`. Raises `Refused` (`too_long`) when more than `limit` characters remain."""
    return _within(clean(text), limit, field)


def clean_name(text: str, field: str) -> str:
    """The name or title of something. Raises `Refused` (`missing`, `too_long`)."""
    return _given(clean_line(text, LONGEST_NAME, field), field)


def clean_words(text: str, field: str, limit: int = LONGEST_WORDS) -> str:
    """Words that must be there. Raises `Refused` (`missing`, `too_long`)."""
    return _given(clean_text(text, limit, field), field)


def _given(text: str, field: str) -> str:
    if not text:
        raise refuse("missing", field)
    return text


def _composed(text: str) -> str:
    """Composed characters (NFC), one kind of newline, none of `_DROPPED`."""
    plain = _NEWLINES.sub("\n", text)
    kept = (sign for sign in plain if sign in "\n\t" or unicodedata.category(sign) not in _DROPPED)
    return unicodedata.normalize("NFC", "".join(kept))


def _within(text: str, limit: int, field: str | None) -> str:
    if len(text) > limit:
        raise refuse("too_long", field, limit=limit, length=len(text))
    return text
