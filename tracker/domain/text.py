"""What people type, made safe to keep: composed, without control characters, within limits.

Markup stays as typed; pages escape it. Length is counted in characters (code points).
"""

import re
import unicodedata

from tracker.domain.errors import refuse

#: Marks that turn the direction of text: in a title they can make one thing read as another.
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_NEWLINES = re.compile("\r\n?|\u2028|\u2029|\x85")
_BLANK_LINES = re.compile("\n{3,}")


def clean_line(text: str, limit: int, field: str | None = None) -> str:
    """One line: spaces collapsed, control and direction marks removed, trimmed.

    Raises `Refused` (`too_long`) when more than `limit` characters remain.
    """
    line = " ".join(_BIDI.sub("", _composed(text)).split())
    return _within(line, limit, field)


def clean_text(text: str, limit: int, field: str | None = None) -> str:
    """Several lines: newlines and tabs kept, other control characters removed, trimmed.

    Raises `Refused` (`too_long`) when more than `limit` characters remain.
    """
    lines = "\n".join(line.rstrip() for line in _composed(text).split("\n"))
    return _within(_BLANK_LINES.sub("\n\n", lines).strip(), limit, field)


def _composed(text: str) -> str:
    """Composed characters (NFC), one kind of newline, no control characters, no halves of
    surrogate pairs."""
    plain = _NEWLINES.sub("\n", text)
    kept = (sign for sign in plain if sign in "\n\t" or unicodedata.category(sign) not in _DROPPED)
    return unicodedata.normalize("NFC", "".join(kept))


def _within(text: str, limit: int, field: str | None) -> str:
    if len(text) > limit:
        raise refuse("too_long", field, limit=limit, length=len(text))
    return text


_DROPPED = ("Cc", "Cs")
