"""References that are printed, spoken and never renumbered.

`CS17` a plan, `CS17-R05` a recommendation, `CS17-R05.03` its action, `CS17-V02` a visit,
`CSSIW-2017-10` a source, `E000123` a piece of evidence. People type them in lower case and
with spaces around; `parse` forgives that.
"""

import re
from dataclasses import dataclass
from enum import StrEnum


class ReferenceKind(StrEnum):
    PLAN = "plan"
    RECOMMENDATION = "recommendation"
    ACTION = "action"
    VISIT = "visit"
    SOURCE = "source"
    EVIDENCE = "evidence"


@dataclass(frozen=True)
class Reference:
    """A reference taken apart. `code` is the plan's (or the inspectorate's) short code;
    `numbers` what follows: (5, 3) in `CS17-R05.03`, (2017, 10) in `CSSIW-2017-10`."""

    kind: ReferenceKind
    code: str
    numbers: tuple[int, ...]
    text: str


_CODE = "[A-Z][A-Z0-9]{1,11}"
_PATTERNS = {
    ReferenceKind.EVIDENCE: re.compile(r"(E)(\d{6,})"),
    ReferenceKind.ACTION: re.compile(rf"({_CODE})-R(\d{{2,}})\.(\d{{2,}})"),
    ReferenceKind.RECOMMENDATION: re.compile(rf"({_CODE})-R(\d{{2,}})"),
    ReferenceKind.VISIT: re.compile(rf"({_CODE})-V(\d{{2,}})"),
    ReferenceKind.SOURCE: re.compile(rf"({_CODE})-(\d{{4}})-(\d{{2,}})"),
    ReferenceKind.PLAN: re.compile(f"({_CODE})"),
}


def is_plan_code(text: str) -> bool:
    """Two to twelve capitals and digits, a letter first, and not like evidence (`E000123`)."""
    reference = parse(text)
    return reference is not None and reference.kind is ReferenceKind.PLAN and text == reference.text


def recommendation(plan_code: str, number: int) -> str:
    """`CS17-R05`."""
    return f"{plan_code}-R{number:02d}"


def action(recommendation_reference: str, number: int) -> str:
    """`CS17-R05.03`, from the reference of its home recommendation."""
    return f"{recommendation_reference}.{number:02d}"


def visit(plan_code: str, number: int) -> str:
    """`CS17-V02`."""
    return f"{plan_code}-V{number:02d}"


def source(inspectorate_code: str, year: int, number: int) -> str:
    """`CSSIW-2017-10`."""
    return f"{inspectorate_code}-{year:04d}-{number:02d}"


def source_number(month: int, earlier: int) -> int:
    """What follows the year in a source's reference: its month. When there were `earlier`
    sources of that code in the month, which one it is follows: 10, then 1002, 1003."""
    return month if not earlier else month * 100 + earlier + 1


def is_short_code(text: str) -> bool:
    """Two to twelve capitals and digits, a letter first: the beginning of a reference."""
    return re.fullmatch(_CODE, text, re.ASCII) is not None


def evidence(number: int) -> str:
    """`E000123`."""
    return f"E{number:06d}"


def parse(text: str) -> Reference | None:
    """The reference in `text`, or None when it is none."""
    if not text.isascii():
        return None
    tidy = text.strip().upper()
    for kind, pattern in _PATTERNS.items():
        if match := pattern.fullmatch(tidy):
            code, *numbers = match.groups()
            return Reference(kind, code, tuple(map(int, numbers)), tidy)
    return None
