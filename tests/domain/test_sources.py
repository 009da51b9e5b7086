"""Sources: what their reference begins with, and what is unlikely about their dates."""

from datetime import date

import pytest

from tracker.domain import references
from tracker.domain.errors import Refused
from tracker.domain.sources import (
    CODES,
    SourceKind,
    bore_name_on,
    code_for,
    doubts_about_dates,
    known_on,
)

TODAY = date(2018, 3, 12)
REPORT = date(2017, 10, 17)


def test_every_kind_has_a_code_that_begins_a_reference() -> None:
    assert set(CODES) == set(SourceKind)
    for code in CODES.values():
        assert references.is_short_code(code)
        parsed = references.parse(references.source(code, 2018, 1))
        assert parsed is not None
        assert parsed.kind is references.ReferenceKind.SOURCE


@pytest.mark.parametrize(
    ("abbreviations", "code"),
    [(["CSSIW"], "CSSIW"), ([], "JOINT"), (["CIW", "HIW"], "JOINT")],
)
def test_one_inspectorate_lends_its_name(abbreviations: list[str], code: str) -> None:
    assert code_for(SourceKind.JOINT_INSPECTION, abbreviations) == code


def test_the_reference_says_the_month_and_then_which_one() -> None:
    numbers = [references.source_number(10, earlier) for earlier in range(3)]
    made = [references.source("CSSIW", 2017, number) for number in numbers]
    assert made == ["CSSIW-2017-10", "CSSIW-2017-1002", "CSSIW-2017-1003"]


@pytest.mark.parametrize(
    ("text", "is_one"),
    [("CIW", True), ("A1", True), ("C", False), ("1A", False), ("ciw", False), ("CÎW", False)],
)
def test_short_codes(text: str, is_one: bool) -> None:
    assert references.is_short_code(text) is is_one


def test_a_source_counts_from_its_publication_or_its_receipt() -> None:
    assert known_on(REPORT, TODAY) == REPORT
    assert known_on(None, TODAY) == TODAY
    with pytest.raises(Refused, match="source_without_date"):
        known_on(None, None)


def test_likely_dates_are_not_doubted() -> None:
    assert doubts_about_dates(REPORT, REPORT, date(2017, 7, 17), TODAY) == []
    assert doubts_about_dates(TODAY, None, None, TODAY) == []


def test_unlikely_dates_are_doubted_where_they_stand() -> None:
    late = date(2018, 3, 13)
    doubts = doubts_about_dates(REPORT, late, late, TODAY)
    assert [(one.code, one.field, one.is_doubt) for one in doubts] == [
        ("date_in_future", "received_on", True),
        ("date_in_future", "fieldwork_on", True),
        ("fieldwork_after_report", "fieldwork_on", True),
    ]


@pytest.mark.parametrize(
    ("named_from", "named_until", "bore"),
    [
        (None, None, True),
        (REPORT, REPORT, True),
        (date(2017, 10, 18), None, False),
        (None, date(2017, 10, 16), False),
    ],
)
def test_a_name_is_borne_for_a_time(
    named_from: date | None, named_until: date | None, bore: bool
) -> None:
    assert bore_name_on(named_from, named_until, REPORT) is bore
