"""Pictures, walked from block to block without decoding a single dot."""

from typing import BinaryIO

from tracker.adapters.file_faults import FileFault, Unfit

PNG_BEGINS = b"\x89PNG\r\n\x1a\n"
JPEG_BEGINS = b"\xff\xd8\xff"

#: More blocks than any real picture has.
_MOST_BLOCKS = 100_000
_CHUNK = 64 * 1024

_START_OF_SCAN = 0xDA
_END_OF_IMAGE = b"\xff\xd9"
_WITHOUT_LENGTH = {0x01, *range(0xD0, 0xD8)}
_FRAMES = set(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


def check_png(stream: BinaryIO) -> None:
    """Raises `Unfit` unless a PNG goes from its header to its end."""
    stream.seek(len(PNG_BEGINS))
    for number in range(_MOST_BLOCKS):
        length, kind = int.from_bytes(_exactly(stream, 4)), _exactly(stream, 4)
        if (number == 0) != (kind == b"IHDR"):
            break
        if kind == b"IEND":
            return
        stream.seek(length, 1)
        _exactly(stream, 4)
    raise Unfit(FileFault.DAMAGED)


def check_jpeg(stream: BinaryIO) -> None:
    """Raises `Unfit` unless a JPEG has a frame, a scan, and an end after it."""
    stream.seek(2)
    has_frame = False
    for _ in range(_MOST_BLOCKS):
        if _exactly(stream, 1) != b"\xff":
            break
        marker = _exactly(stream, 1)[0]
        while marker == 0xFF:
            marker = _exactly(stream, 1)[0]
        if marker in _WITHOUT_LENGTH:
            continue
        length = int.from_bytes(_exactly(stream, 2))
        if length < 2:
            break
        if marker == _START_OF_SCAN and has_frame and _goes_on_to(stream, _END_OF_IMAGE):
            return
        has_frame = has_frame or marker in _FRAMES
        stream.seek(length - 2, 1)
    raise Unfit(FileFault.DAMAGED)


def _goes_on_to(stream: BinaryIO, ending: bytes) -> bool:
    kept = b""
    while chunk := stream.read(_CHUNK):
        if ending in kept + chunk:
            return True
        kept = chunk[-1:]
    return False


def _exactly(stream: BinaryIO, length: int) -> bytes:
    read = stream.read(length)
    if len(read) != length:
        raise Unfit(FileFault.DAMAGED)
    return read
