"""References, made and read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.references import (
    Reference,
    ReferenceKind,
    action,
    evidence,
    is_plan_code,
    parse,
    recommendation,
    source,
    visit,
)


@pytest.mark.parametrize(
    ("made", "kind", "code", "numbers"),
    [
        ("CS17", ReferenceKind.PLAN, "CS17", ()),
        (recommendation("CS17", 5), ReferenceKind.RECOMMENDATION, "CS17", (5,)),
        (action("CS17-R05", 3), ReferenceKind.ACTION, "CS17", (5, 3)),
        (visit("CS17", 2), ReferenceKind.VISIT, "CS17", (2,)),
        (source("CSSIW", 2017, 10), ReferenceKind.SOURCE, "CSSIW", (2017, 10)),
        (evidence(123), ReferenceKind.EVIDENCE, "E", (123,)),
    ],
)
def test_each_kind(made: str, kind: ReferenceKind, code: str, numbers: tuple[int, ...]) -> None:
    assert parse(made) == Reference(kind, code, numbers, made)


def test_as_they_are_printed() -> None:
    assert recommendation("CS17", 5) == "CS17-R05"
    assert action("CS17-R05", 3) == "CS17-R05.03"
    assert visit("CS17", 2) == "CS17-V02"
    assert source("CSSIW", 2017, 10) == "CSSIW-2017-10"
    assert evidence(123) == "E000123"


def test_people_type_them_loosely() -> None:
    assert parse("  cs17-r05.03 ") == parse("CS17-R05.03")


@pytest.mark.parametrize(
    "text",
    ["", " ", "C", "17CS", "CS17-", "CS17-R5", "CS17-R05.", "CS17-R05.3", "CS17-X01",
     "CS17-R05.03\x00", "CS17–R05", "ＣＳ17", "CS17-R٠٥", "CSSIW-17-10", "A" * 13, "ß7"],
)  # fmt: skip
def test_what_is_no_reference(text: str) -> None:
    assert parse(text) is None


@pytest.mark.parametrize(
    ("text", "is_code"),
    [("CS17", True), ("JC23", True), ("cs17", False), ("E000123", False), ("C", False),
     ("CS17-R05", False), (" CS17", False)],
)  # fmt: skip
def test_what_a_plan_may_be_called(text: str, is_code: bool) -> None:
    assert is_plan_code(text) is is_code


codes = st.from_regex(r"[A-Z][A-Z0-9]{1,11}", fullmatch=True).filter(is_plan_code)
numbers = st.integers(1, 99999)


@given(codes, numbers, numbers)
def test_what_is_made_is_read_back(code: str, first: int, second: int) -> None:
    made = action(recommendation(code, first), second)
    assert parse(made) == Reference(ReferenceKind.ACTION, code, (first, second), made)
    assert parse(visit(code, first)) == Reference(
        ReferenceKind.VISIT, code, (first,), visit(code, first)
    )


@given(numbers)
def test_evidence_is_never_taken_for_a_plan(number: int) -> None:
    found = parse(evidence(number))
    assert found is not None
    assert found.kind is ReferenceKind.EVIDENCE


@given(st.text(max_size=30))
def test_reading_never_fails(text: str) -> None:
    found = parse(text)
    assert found is None or found.text == text.strip().upper()
