"""Office files: packages (zip) whose list of contents says what they are.

Only that list and three small parts are read; nothing is unpacked whole, and no
XML is parsed, so that a package cannot cost more than its list.
"""

import struct
import zipfile
import zlib
from typing import BinaryIO

from tracker.adapters.file_faults import FileFault, Unfit
from tracker.domain.file_kinds import DOCX, ODS, ODT, PPTX, XLSX, FileKind

BEGINS = b"PK\x03\x04"

_END = struct.Struct("<4s4H2LH")
_END_BEGINS = b"PK\x05\x06"
_LARGE_END_BEGINS = b"PK\x06\x07"
_LARGE_END_SIZE = 20

_MOST_PARTS = 10_000
_LONGEST_LIST = 4 * 1024 * 1024
_LONGEST_PART = 1024 * 1024
_LARGEST_UNPACKED = 512 * 1024 * 1024
#: Below this a package may be packed as tightly as it likes, in bytes.
_SMALL_UNPACKED = 1024 * 1024
_TIGHTEST = 250

#: All that office programs use, and all that can be unpacked bit by bit.
_PACKED_AS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)

_CONTENT_TYPES = "[Content_Types].xml"
_OOXML = {
    DOCX: ("word/", b"wordprocessingml.document.main+xml"),
    XLSX: ("xl/", b"spreadsheetml.sheet.main+xml"),
    PPTX: ("ppt/", b"presentationml.presentation.main+xml"),
}
_ODF = {kind.media_type.encode(): kind for kind in (ODT, ODS)}
_ODF_PARTS = {"content.xml", "META-INF/manifest.xml"}
_MACRO_PARTS = ("basic/", "scripts/", "xl/macrosheets/")

_UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)


def package_kind(stream: BinaryIO) -> FileKind:
    """Which office file this is. Raises `Unfit` when it is none, or not a fit one."""
    size = _check_list(stream)
    try:
        with zipfile.ZipFile(stream) as package:
            _check_parts(package.infolist(), size)
            return _kind(package)
    except _UNREADABLE as error:
        raise Unfit(FileFault.DAMAGED) from error


def ends_as_package(stream: BinaryIO) -> bool:
    """Whether some unpacker would take the end of this file for that of a package."""
    tail, _ = _tail(stream, _END.size + 0xFFFF)
    start = tail.rfind(_END_BEGINS)
    if start < 0 or len(tail) - start < _END.size:
        return False
    comment = _END.unpack_from(tail, start)[-1]
    return bool(start + _END.size + comment == len(tail))


def _check_list(stream: BinaryIO) -> int:
    """The size of the file, whose list of contents is at its very end and not too long."""
    tail, size = _tail(stream, _LARGE_END_SIZE + _END.size)
    if len(tail) < _END.size:
        raise Unfit(FileFault.DAMAGED)
    begins, *_, parts, length, _, comment = _END.unpack(tail[-_END.size :])
    if begins != _END_BEGINS or comment or tail.startswith(_LARGE_END_BEGINS):
        raise Unfit(FileFault.DAMAGED)
    if parts > _MOST_PARTS or length > _LONGEST_LIST:
        raise Unfit(FileFault.UNPACKS_TOO_LARGE)
    return size


def _check_parts(parts: list[zipfile.ZipInfo], size: int) -> None:
    if any(part.flag_bits & 1 for part in parts):
        raise Unfit(FileFault.LOCKED_OR_OLD)
    if any(part.compress_type not in _PACKED_AS for part in parts):
        raise Unfit(FileFault.DAMAGED)
    names = {part.filename.lower() for part in parts}
    starts = {part.header_offset for part in parts}
    packed = sum(part.compress_size for part in parts)
    if len(names) < len(parts) or len(starts) < len(parts) or min(starts, default=1) != 0:
        raise Unfit(FileFault.DAMAGED)
    unpacked = sum(part.file_size for part in parts)
    too_tight = unpacked > max(_SMALL_UNPACKED, _TIGHTEST * size)
    if packed > size or unpacked > _LARGEST_UNPACKED or too_tight:
        raise Unfit(FileFault.UNPACKS_TOO_LARGE)
    if any(name.startswith(_MACRO_PARTS) or "vbaproject" in name for name in names):
        raise Unfit(FileFault.MACRO)


def _kind(package: zipfile.ZipFile) -> FileKind:
    names = package.namelist()
    if _CONTENT_TYPES in names:
        return _ooxml_kind(names, _part(package, _CONTENT_TYPES))
    if names[:1] == ["mimetype"] and set(names) >= _ODF_PARTS:
        kind = _ODF.get(_part(package, "mimetype").strip())
        if kind is not None:
            if b"encryption-data" in _part(package, "META-INF/manifest.xml"):
                raise Unfit(FileFault.LOCKED_OR_OLD)
            return kind
    raise Unfit(FileFault.KIND_NOT_ALLOWED, "zip")


def _ooxml_kind(names: list[str], content_types: bytes) -> FileKind:
    if b"macroenabled" in content_types.lower():
        raise Unfit(FileFault.MACRO)
    for kind, (folder, declared) in _OOXML.items():
        if declared in content_types and any(name.startswith(folder) for name in names):
            return kind
    raise Unfit(FileFault.KIND_NOT_ALLOWED, "zip")


def _part(package: zipfile.ZipFile, name: str) -> bytes:
    if package.getinfo(name).file_size > _LONGEST_PART:
        raise Unfit(FileFault.UNPACKS_TOO_LARGE)
    with package.open(name) as part:
        return part.read(_LONGEST_PART)


def _tail(stream: BinaryIO, length: int) -> tuple[bytes, int]:
    """The last bytes of a file, at most `length`, and the size of all of it."""
    size = stream.seek(0, 2)
    stream.seek(max(0, size - length))
    return stream.read(length), size
