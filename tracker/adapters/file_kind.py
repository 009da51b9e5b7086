"""What an uploaded file really is: told by its bytes, then held against its name.

Everything is read in pieces of bounded size, so that a hostile file costs no more
memory than an honest one.
"""

from typing import BinaryIO

import puremagic

from tracker.adapters.file_faults import FileFault, Unfit
from tracker.adapters.file_image import JPEG_BEGINS, PNG_BEGINS, check_jpeg, check_png
from tracker.adapters.file_package import BEGINS as PACKAGE_BEGINS
from tracker.adapters.file_package import ends_as_package, package_kind
from tracker.adapters.file_text import active_markup, check_text
from tracker.domain.errors import Refused, refuse
from tracker.domain.file_kinds import CSV, EXTENSIONS, JPEG, PDF, PNG, TXT, FileKind
from tracker.domain.file_names import extension_of, safe_name

_HEAD = 4096

_PDF_BEGINS = b"%PDF-"
_PDF_ENDS = b"%%EOF"
_PDF_TAIL = 2048
_OLD_OFFICE_BEGINS = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

#: Asked first: puremagic takes some programs for a format nobody has heard of.
_PROGRAM_BEGINS = b"MZ"

#: From here on a guess at what a foreign file is, is worth telling.
_CONFIDENT = 0.4


def kind_of(stream: BinaryIO, name: str) -> FileKind:
    """The kind of a seekable `stream` that somebody called `name`.

    Raises `Refused` with a fault of the field `files` (codes: `FileFault`) when it is
    of no kind that is taken, is not what its name says, or is damaged or dangerous.
    """
    name = safe_name(name)
    try:
        kind = _kind(stream)
    except Unfit as unfit:
        raise _refused(unfit, name) from unfit
    if kind is TXT and extension_of(name) == CSV.extension:
        kind = CSV
    if not kind.may_be_called(name):
        raise _refused(Unfit(FileFault.KIND_MISMATCH, kind.extension), name)
    return kind


def _kind(stream: BinaryIO) -> FileKind:
    stream.seek(0)
    head = stream.read(_HEAD)
    if not head:
        raise Unfit(FileFault.EMPTY)
    if head.startswith(PACKAGE_BEGINS):
        return package_kind(stream)
    if head.startswith(_OLD_OFFICE_BEGINS):
        raise Unfit(FileFault.LOCKED_OR_OLD)
    if ends_as_package(stream):
        raise Unfit(FileFault.KIND_NOT_ALLOWED, "zip")
    if head.startswith(_PDF_BEGINS):
        _check_pdf(stream, head)
        return PDF
    if head.startswith(PNG_BEGINS):
        check_png(stream)
        return PNG
    if head.startswith(JPEG_BEGINS):
        check_jpeg(stream)
        return JPEG
    try:
        check_text(stream)
    except Unfit as unfit:
        raise Unfit(unfit.code, unfit.found or _foreign(head)) from unfit
    return TXT


def _check_pdf(stream: BinaryIO, head: bytes) -> None:
    """Whole, with nothing after its end, and no page for a browser at its beginning."""
    size = stream.seek(0, 2)
    stream.seek(max(0, size - _PDF_TAIL))
    before, end, after = stream.read().rpartition(_PDF_ENDS)
    if not end or b"startxref" not in before or after.strip(b" \t\r\n\f\0"):
        raise Unfit(FileFault.DAMAGED)
    if markup := active_markup(head[:1024].decode("latin-1")):
        raise Unfit(FileFault.KIND_NOT_ALLOWED, markup)


def _foreign(head: bytes) -> str:
    """The usual ending of a kind that is not taken, for the sentence; "" if unknown."""
    if head.startswith(_PROGRAM_BEGINS):
        return "exe"
    try:
        best = puremagic.magic_string(head)[0]
    except puremagic.PureError:
        return ""
    return best.extension.lstrip(".") if best.confidence >= _CONFIDENT else ""


def _refused(unfit: Unfit, name: str) -> Refused:
    """A file under a name that promises a kind we take is a mismatch, not a surprise."""
    code, ending = unfit.code, extension_of(name)
    if code is FileFault.KIND_NOT_ALLOWED and ending in EXTENSIONS:
        code = FileFault.KIND_MISMATCH
    match code:
        case FileFault.KIND_NOT_ALLOWED:
            return refuse(code.value, "files", name=name, found=unfit.found)
        case FileFault.KIND_MISMATCH:
            return refuse(code.value, "files", name=name, found=unfit.found, ending=ending)
    return refuse(code.value, "files", name=name)
