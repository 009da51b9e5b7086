"""What kinds of file are called, and how large a file is."""

from tracker.domain.file_kinds import ACCEPTED
from tracker.domain.languages import Language
from tracker.wording.catalogue import N_, Words

_KINDS = {
    "pdf": N_("PDF"),
    "document": N_("Text document"),
    "spreadsheet": N_("Spreadsheet"),
    "presentation": N_("Presentation"),
    "image": N_("Picture"),
    "text": N_("Plain text"),
    "table": N_("Table as text"),
}
_OTHER = N_("Another kind of file")
_LABELS = {kind.media_type: kind.label_code for kind in ACCEPTED}
_KIBIBYTE = 1024
_MEBIBYTE = 1024 * 1024


def file_kind_word(media_type: str, language: Language) -> str:
    """What a stored file is."""
    code = _LABELS.get(media_type)
    return Words(language)._(_KINDS[code] if code else _OTHER)


def size_words(size: int, language: Language) -> str:
    """ "1.4 MB", "340 KB", "12 bytes", from a number of bytes."""
    if size < _KIBIBYTE:
        return Words(language).ngettext("%(num)s byte", "%(num)s bytes", size)
    if size < _MEBIBYTE:
        return f"{round(size / _KIBIBYTE)} KB"
    return f"{size / _MEBIBYTE:.1f} MB"
