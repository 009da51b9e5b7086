"""Names of uploaded files: what is kept of what somebody's machine called them.

A name is for people to read and for their machine to save under; bytes are never
stored under it.
"""

import re
import unicodedata

#: What most file systems allow for one name, in bytes of UTF-8.
LONGEST = 255

#: A longer ending is taken for a part of the name.
_LONGEST_EXTENSION = 16

#: For a name of which nothing is left.
_NAMELESS = "file"

#: Control, format (direction marks, joiners), surrogate, private and unassigned characters.
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})

_FORBIDDEN_ON_WINDOWS = re.compile(r'[<>:"|?*]')
_RESERVED_ON_WINDOWS = re.compile(
    r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])\s*(\.|$)", re.IGNORECASE
)


def safe_name(original: str) -> str:
    """`original` as a bare, readable file name that no file system or page trips over.

    Folders, unseen characters and what Windows forbids are gone; it is at most 255
    bytes with its ending kept, never empty, and `safe_name` leaves it as it is.
    """
    seen = "".join(
        " " if character.isspace() else character
        for character in re.split(r"[/\\]", original)[-1]
        if character.isspace() or unicodedata.category(character) not in _UNSEEN
    )
    plain = unicodedata.normalize("NFC", _FORBIDDEN_ON_WINDOWS.sub("-", seen))
    name = " ".join(plain.split()).strip(" .")
    if _RESERVED_ON_WINDOWS.match(name):
        name = f"_{name}"
    return _shortened(name) or _NAMELESS


def extension_of(name: str) -> str:
    """The ending of `name` in small letters without its dot; empty when it has none."""
    stem, dot, ending = name.rpartition(".")
    is_ending = stem and dot and ending.isalnum() and len(ending) <= _LONGEST_EXTENSION
    return ending.lower() if is_ending else ""


def _shortened(name: str) -> str:
    if len(name.encode()) <= LONGEST:
        return name
    ending = name.rpartition(".")[2] if extension_of(name) else ""
    tail = f".{ending}" if ending else ""
    stem = name.removesuffix(tail).encode()[: LONGEST - len(tail.encode())]
    return f"{stem.decode(errors='ignore').rstrip(' .')}{tail}"
