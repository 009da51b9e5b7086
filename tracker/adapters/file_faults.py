"""What can be wrong with an uploaded file, as the codes of `wording.faults`."""

from enum import StrEnum


class FileFault(StrEnum):
    """Every fault carries `name`; the first two also `found`, the ending of what the
    file really is ("" when nobody knows), and the second `ending`, what its name says.
    """

    KIND_NOT_ALLOWED = "file_kind_not_allowed"
    KIND_MISMATCH = "file_kind_mismatch"
    EMPTY = "file_empty"
    #: It ends too early, or something else hides behind or within it.
    DAMAGED = "file_damaged"
    MACRO = "file_macro"
    #: Under a password, or in the format of before 2007: nobody can look inside.
    LOCKED_OR_OLD = "file_locked_or_old"
    #: A small package that would unpack to a very large one.
    UNPACKS_TOO_LARGE = "file_unpacks_too_large"


class Unfit(Exception):
    """A file that is not taken, whatever its name; `found` is what it really is."""

    def __init__(self, code: FileFault, found: str = "") -> None:
        super().__init__(code.value)
        self.code = code
        self.found = found
