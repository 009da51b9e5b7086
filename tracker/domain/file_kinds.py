"""Kinds of file that are taken as evidence, and the endings their names may have.

What a file really is, is found out from its bytes by `adapters.file_kind`.
"""

from dataclasses import dataclass

from tracker.domain.file_names import extension_of


@dataclass(frozen=True)
class FileKind:
    """One kind: `label_code` names it to a person, `extension` is its usual ending."""

    label_code: str
    media_type: str
    extension: str
    also: tuple[str, ...] = ()

    def may_be_called(self, name: str) -> bool:
        """Whether the ending of `name` fits; a name without any ending fits all kinds."""
        return extension_of(name) in ("", self.extension, *self.also)

    def named(self, name: str) -> str:
        """`name` with an ending by which any machine knows what to open it with."""
        return name if extension_of(name) else f"{name}.{self.extension}"


_OFFICE = "application/vnd.openxmlformats-officedocument"
_ODF = "application/vnd.oasis.opendocument"

PDF = FileKind("pdf", "application/pdf", "pdf")
DOCX = FileKind("document", f"{_OFFICE}.wordprocessingml.document", "docx")
XLSX = FileKind("spreadsheet", f"{_OFFICE}.spreadsheetml.sheet", "xlsx")
PPTX = FileKind("presentation", f"{_OFFICE}.presentationml.presentation", "pptx")
ODT = FileKind("document", f"{_ODF}.text", "odt")
ODS = FileKind("spreadsheet", f"{_ODF}.spreadsheet", "ods")
PNG = FileKind("image", "image/png", "png")
JPEG = FileKind("image", "image/jpeg", "jpg", ("jpeg",))
TXT = FileKind("text", "text/plain", "txt")
CSV = FileKind("table", "text/csv", "csv")

#: Every kind that is taken, in the order in which a page lists them.
ACCEPTED = (PDF, DOCX, XLSX, PPTX, ODT, ODS, PNG, JPEG, TXT, CSV)

#: Every ending, for a file field's `accept` and for the hint beside it.
EXTENSIONS = tuple(ending for kind in ACCEPTED for ending in (kind.extension, *kind.also))
