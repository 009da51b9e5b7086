"""Small real files of every kind that is taken: each opens in the program it is for."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "application/vnd.openxmlformats-officedocument"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_OASIS = "urn:oasis:names:tc:opendocument:xmlns"


def pdf(words: str = "Board minutes") -> bytes:
    """One page with a line of text."""
    drawn = f"BT /F1 12 Tf 72 720 Td ({words}) Tj ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out, starts = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        starts.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    size = len(objects) + 1
    head = b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
    trailer = b"trailer\n<< /Size %d /Root 1 0 R >>\n" % size
    return out + head + trailer + b"startxref\n%d\n%%%%EOF\n" % len(out)


def docx(words: str = "Board minutes") -> bytes:
    """One paragraph."""
    namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    document = (
        f'{_XML}<w:document xmlns:w="{namespace}"><w:body>'
        f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:body></w:document>"
    )
    return package(ooxml("word/document.xml", "wordprocessingml.document", document))


def xlsx(words: str = "Board minutes") -> bytes:
    """One sheet with one cell."""
    namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    workbook = (
        f'{_XML}<workbook xmlns="{namespace}" xmlns:r="{_OFFICE}">'
        f'<sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>'
    )
    sheet = (
        f'{_XML}<worksheet xmlns="{namespace}"><sheetData><row r="1">'
        f'<c r="A1" t="inlineStr"><is><t>{words}</t></is></c></row></sheetData></worksheet>'
    )
    parts = ooxml(
        "xl/workbook.xml",
        "spreadsheetml.sheet",
        workbook,
        ("/xl/worksheets/sheet1.xml", f"{_MAIN}.spreadsheetml.worksheet+xml"),
    )
    parts["xl/_rels/workbook.xml.rels"] = _relations("worksheet", "worksheets/sheet1.xml")
    return package(parts | {"xl/worksheets/sheet1.xml": sheet})


def pptx() -> bytes:
    """A presentation without any slide."""
    namespace = "http://schemas.openxmlformats.org/presentationml/2006/main"
    presentation = (
        f'{_XML}<p:presentation xmlns:p="{namespace}" xmlns:a="{_DRAWING}">'
        f'<p:notesSz cx="6858000" cy="9144000"/></p:presentation>'
    )
    return package(ooxml("ppt/presentation.xml", "presentationml.presentation", presentation))


def odt(words: str = "Board minutes") -> bytes:
    """One paragraph."""
    return package(odf("text", f"<office:text><text:p>{words}</text:p></office:text>"))


def ods() -> bytes:
    """One empty sheet."""
    table = '<table:table table:name="Sheet1"/>'
    body = f"<office:spreadsheet>{table}</office:spreadsheet>"
    return package(odf("spreadsheet", body))


def png(width: int = 8, height: int = 8) -> bytes:
    """A white rectangle."""
    rows = b"".join(b"\0" + b"\xff" * width for _ in range(height))
    header = struct.pack(">2L5B", width, height, 8, 0, 0, 0, 0)
    blocks = [(b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(png_block(*block) for block in blocks)


def png_block(kind: bytes, content: bytes) -> bytes:
    """One block of a PNG, with its length and its check sum."""
    check = struct.pack(">L", zlib.crc32(kind + content))
    return struct.pack(">L", len(content)) + kind + content + check


def jpeg() -> bytes:
    """A grey square of eight by eight dots."""
    tables = [b"\xdb\x00" + b"\x01" * 64]
    tables.append(b"\xc0\x08" + struct.pack(">2H", 8, 8) + b"\x01\x01\x11\x00")
    one_code = b"\x01" + b"\0" * 15 + b"\0"
    tables += [b"\xc4\x00" + one_code, b"\xc4\x10" + one_code]
    tables.append(b"\xda\x01\x01\x00\x00\x3f\x00")
    blocks = (b"\xff" + it[:1] + struct.pack(">H", len(it) + 1) + it[1:] for it in tables)
    return b"\xff\xd8" + b"".join(blocks) + b"\x3f\xff\xd9"


def txt(words: str = "Cofnodion y Bwrdd: mae'r tŷ yn barod.") -> bytes:
    return f"{words}\r\n".encode()


def csv() -> bytes:
    return "\ufeffAction,Due\r\nCS17-R05.03,30 April 2018\r\n".encode()


#: A maker for every ending that is taken.
MAKERS = {
    "pdf": pdf,
    "docx": docx,
    "xlsx": xlsx,
    "pptx": pptx,
    "odt": odt,
    "ods": ods,
    "png": png,
    "jpg": jpeg,
    "jpeg": jpeg,
    "txt": txt,
    "csv": csv,
}


def package(parts: Mapping[str, str | bytes], packed: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of `parts` in their order; one called `mimetype` is left unpacked."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", packed) as writer:
        for name, content in parts.items():
            writer.writestr(name, content, zipfile.ZIP_STORED if name == "mimetype" else packed)
    return buffer.getvalue()


def ooxml(main: str, kind: str, content: str, *more: tuple[str, str]) -> dict[str, str | bytes]:
    """The parts of an Office package around its main one."""
    overrides = [(f"/{main}", f"{_MAIN}.{kind}.main+xml"), *more]
    listed = "".join(
        f'<Override PartName="{name}" ContentType="{media}"/>' for name, media in overrides
    )
    relations = "application/vnd.openxmlformats-package.relationships+xml"
    rels = f'<Default Extension="rels" ContentType="{relations}"/>'
    types = f'{_XML}<Types xmlns="{_PACKAGE}/content-types">{rels}{listed}</Types>'
    return {
        "[Content_Types].xml": types,
        "_rels/.rels": _relations("officeDocument", main),
        main: content,
    }


def odf(kind: str, body: str) -> dict[str, str | bytes]:
    """The parts of an OpenDocument package around its body."""
    media = f"application/vnd.oasis.opendocument.{kind}"
    names = "".join(f' xmlns:{name}="{_OASIS}:{name}:1.0"' for name in ("office", "text", "table"))
    entries = [("/", media), ("content.xml", "text/xml")]
    listed = "".join(
        f'<m:file-entry m:full-path="{path}" m:media-type="{kind}"/>' for path, kind in entries
    )
    return {
        "mimetype": media,
        "content.xml": f'{_XML}<office:document-content{names} office:version="1.2">'
        f"<office:body>{body}</office:body></office:document-content>",
        "META-INF/manifest.xml": f'{_XML}<m:manifest xmlns:m="{_OASIS}:manifest:1.0"'
        f' m:version="1.2">{listed}</m:manifest>',
    }


def _relations(kind: str, target: str) -> str:
    return (
        f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/{kind}" Target="{target}"/></Relationships>'
    )
