"""Plain text: readable all through, and nothing a browser or a shell would act on."""

import codecs
import re
from collections.abc import Iterator
from typing import BinaryIO

from tracker.adapters.file_faults import FileFault, Unfit

_CHUNK = 64 * 1024

#: Longer than any tag that is looked for, in characters.
_OVERLAP = 32

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")
_BEGINNINGS = {"{\\rtf": "rtf", "%!": "ps", "#!": "sh", "<?php": "php"}
_MARKUP_BEGINS = re.compile(r"<[A-Za-z!?/]")
_ACTIVE = re.compile(
    r"<\s*(html|svg|script|iframe|object|embed|body|meta|link|img)[\s/>]", re.IGNORECASE
)


def check_text(stream: BinaryIO) -> None:
    """Raises `Unfit` unless all of `stream` is plain text (UTF-8, else Windows-1252)."""
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            _check(stream, encoding)
        except UnicodeDecodeError:
            continue
        return
    raise Unfit(FileFault.KIND_NOT_ALLOWED)


def active_markup(text: str) -> str:
    """The first thing in `text` that a browser would act on, as a file ending, or ""."""
    found = _ACTIVE.search(text)
    if found is None:
        return ""
    return "svg" if found[1].lower() == "svg" else "html"


def _check(stream: BinaryIO, encoding: str) -> None:
    kept = ""
    for number, text in enumerate(_decoded(stream, encoding)):
        found = active_markup(kept + text) or (_begins_as(text) if number == 0 else "")
        if found or _CONTROL.search(text):
            raise Unfit(FileFault.KIND_NOT_ALLOWED, found)
        kept = text[-_OVERLAP:]


def _begins_as(text: str) -> str:
    start = text.lstrip()[:_OVERLAP]
    for beginning, found in _BEGINNINGS.items():
        if start.lower().startswith(beginning):
            return found
    return "xml" if _MARKUP_BEGINS.match(start) else ""


def _decoded(stream: BinaryIO, encoding: str) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder(encoding)()
    stream.seek(0)
    while chunk := stream.read(_CHUNK):
        yield decoder.decode(chunk)
    yield decoder.decode(b"", final=True)
