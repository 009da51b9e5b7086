"""What goes wrong, as codes with parameters. `web/errors.py` and `cli` map them once."""

import dataclasses
from collections.abc import Mapping
from typing import Any


@dataclasses.dataclass(frozen=True)
class Fault:
    """One thing that is wrong: a code of `wording.faults`, the field it belongs to (or
    None for the whole form) and the parameters of the sentence. A doubt is not wrong but
    unlikely: it is saved once the person has confirmed it."""

    code: str
    field: str | None = None
    params: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    is_doubt: bool = False


class Refused(Exception):
    """A person asked for something that cannot be done; nothing was changed."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__(", ".join(fault.code for fault in faults))
        self.faults = faults


def refuse(code: str, field: str | None = None, **params: Any) -> Refused:
    """A `Refused` with one fault: `raise refuse("due_before_start", "due_on")`."""
    return Refused(Fault(code, field, params))


def doubt(code: str, field: str | None = None, **params: Any) -> Fault:
    """Something to confirm before it is saved."""
    return Fault(code, field, params, is_doubt=True)


class NotPermitted(Exception):
    """The person may see the thing but may not do this to it."""


class NotFound(Exception):
    """There is no such thing, or not for this person: the two are never told apart."""


class Stale(Exception):
    """Somebody saved the same record in between.

    `theirs` is what is stored now and `yours` what was being saved, by field; `version`
    is the stored record's present version, with which the person may save again.
    """

    def __init__(self, theirs: Mapping[str, Any], yours: Mapping[str, Any], version: int) -> None:
        super().__init__("stale")
        self.theirs = theirs
        self.yours = yours
        self.version = version
