"""What the bundled typeface can draw, read from its own table of characters.

A PDF that promises accessibility (PDF/UA) may hold no character without a shape, so what
cannot be drawn is replaced beforehand, visibly, instead of the whole document failing.
"""

import re
import struct
import unicodedata
from pathlib import Path
from typing import Any

#: Drawn in place of what cannot be.
MISSING = "□"
_LONG_WORD = re.compile(r"\S{31,}")
_BREAK_EVERY = 30
_BREAK = "\u200b"
#: Characters of one text. Nobody may enter as many (`domain.text`): what is longer is damaged.
_LONGEST = 20_000
#: Never read as words: they stay as they are.
_VERBATIM = frozenset({"href", "sha256"})


def characters(font: Path) -> frozenset[int]:
    """The code points that a TrueType font has shapes for. Raises `ValueError`."""
    content = font.read_bytes()
    tables = struct.unpack_from(">H", content, 4)[0]
    for table in range(tables):
        tag, _sum, start, _length = struct.unpack_from(">4sIII", content, 12 + 16 * table)
        if tag == b"cmap":
            return _mapped(content, start)
    raise ValueError(f"{font.name} has no table of characters")


def drawable(value: Any, known: frozenset[int]) -> Any:
    """`value`, nested as JSON is, with every text made of `known` characters; very long
    words may be broken, and unseen marks, such as those that turn direction, are gone. What
    is longer than anybody may write is cut."""
    if isinstance(value, str):
        text = value if len(value) <= _LONGEST else value[:_LONGEST] + "…"
        return _LONG_WORD.sub(_breakable, _drawn(text, known))
    if isinstance(value, list):
        return [drawable(item, known) for item in value]
    if isinstance(value, dict):
        return {
            name: item if name in _VERBATIM else drawable(item, known)
            for name, item in value.items()
        }
    return value


def _drawn(text: str, known: frozenset[int]) -> str:
    composed = unicodedata.normalize("NFC", text)
    seen = (sign for sign in composed if sign in "\n\t" or unicodedata.category(sign)[0] != "C")
    return "".join(sign if sign in "\n\t" or ord(sign) in known else MISSING for sign in seen)


def _breakable(word: re.Match[str]) -> str:
    text = word.group()
    pieces = (text[at : at + _BREAK_EVERY] for at in range(0, len(text), _BREAK_EVERY))
    return _BREAK.join(pieces)


def _mapped(content: bytes, start: int) -> frozenset[int]:
    """From the subtable of segments (format 4), which every such font has."""
    count = struct.unpack_from(">H", content, start + 2)[0]
    for record in range(count):
        offset = struct.unpack_from(">I", content, start + 8 + 8 * record)[0]
        if struct.unpack_from(">H", content, start + offset)[0] == 4:
            return _segments(content, start + offset)
    raise ValueError("the table of characters is of an unknown kind")


def _segments(content: bytes, at: int) -> frozenset[int]:
    double = struct.unpack_from(">H", content, at + 6)[0]
    ends = struct.unpack_from(f">{double // 2}H", content, at + 14)
    begins = struct.unpack_from(f">{double // 2}H", content, at + 16 + double)
    return frozenset(
        code
        for first, last in zip(begins, ends, strict=True)
        for code in range(first, last + 1)
        if code != 0xFFFF
    )
