"""When evidence is stale, and which is strongest."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.calendars import day
from tracker.domain.errors import Fault, Refused
from tracker.domain.evidence import (
    KINDS_BY_STRENGTH,
    EvidenceKind,
    LinkState,
    Staleness,
    Strength,
    check_evidence_dates,
    is_stale,
    staleness,
    strength_key,
)

VISIT = day("20 Mar 2018")
OUTPUT, PRACTICE = EvidenceKind.OUTPUT, EvidenceKind.PRACTICE


@pytest.mark.parametrize(
    ("kind", "dated", "stale_on", "delivered", "why"),
    [
        pytest.param(PRACTICE, "1 Feb 2018", None, None, None, id="no end, nothing delivered"),
        pytest.param(PRACTICE, "1 Feb 2018", "20 Mar 2018", None, None, id="its last day"),
        pytest.param(
            PRACTICE, "1 Feb 2018", "19 Mar 2018", None, Staleness.EXPIRED, id="a day after"
        ),
        pytest.param(PRACTICE, "1 Feb 2018", None, "1 Feb 2018", None, id="dated that day"),
        pytest.param(
            PRACTICE,
            "31 Jan 2018",
            None,
            "1 Feb 2018",
            Staleness.BEFORE_DELIVERY,
            id="practice from before delivery",
        ),
        pytest.param(OUTPUT, "31 Jan 2018", None, "1 Feb 2018", None, id="an output is older"),
        pytest.param(
            EvidenceKind.VOICE,
            "31 Jan 2018",
            "19 Mar 2018",
            "1 Feb 2018",
            Staleness.EXPIRED,
            id="both: the end is said",
        ),
    ],
)
def test_why_evidence_is_stale(
    kind: EvidenceKind, dated: str, stale_on: str | None, delivered: str | None, why: Staleness
) -> None:
    facts = (
        kind,
        day(dated),
        day(stale_on) if stale_on else None,
        day(delivered) if delivered else None,
        VISIT,
    )
    assert staleness(*facts) is why
    assert is_stale(*facts) is (why is not None)


days = st.dates(date(2017, 1, 1), date(2019, 12, 31))


@given(
    st.sampled_from(EvidenceKind),
    days,
    st.none() | days,
    st.none() | days,
    days,
    st.integers(0, 300),
)
def test_what_is_stale_stays_stale(
    kind: EvidenceKind,
    dated_on: date,
    stale_on: date | None,
    delivered_on: date | None,
    as_at: date,
    later: int,
) -> None:
    if is_stale(kind, dated_on, stale_on, delivered_on, as_at):
        assert is_stale(kind, dated_on, stale_on, delivered_on, as_at + timedelta(days=later))


ACCEPTED, SUBMITTED = LinkState.ACCEPTED, LinkState.SUBMITTED
NEW, OLD = day("1 Mar 2018"), day("1 Jan 2018")
STRONGEST_FIRST = [
    strength_key(ACCEPTED, False, EvidenceKind.OUTCOME, OLD, "E000009"),
    strength_key(ACCEPTED, False, EvidenceKind.VOICE, NEW, "E000008"),
    strength_key(ACCEPTED, False, PRACTICE, NEW, "E000007"),
    strength_key(ACCEPTED, False, PRACTICE, OLD, "E000001"),
    strength_key(ACCEPTED, False, PRACTICE, OLD, "E000002"),
    strength_key(ACCEPTED, False, OUTPUT, NEW, "E000003"),
    strength_key(ACCEPTED, True, EvidenceKind.OUTCOME, NEW, "E000004"),
    strength_key(SUBMITTED, False, EvidenceKind.OUTCOME, NEW, "E000005"),
]


@given(st.permutations(STRONGEST_FIRST))
def test_the_strongest_comes_first(shuffled: list[Strength]) -> None:
    assert sorted(shuffled) == STRONGEST_FIRST


def test_every_kind_has_its_strength() -> None:
    assert sorted(KINDS_BY_STRENGTH) == sorted(EvidenceKind)


@pytest.mark.parametrize(
    ("dated", "start", "end", "stale", "expected"),
    [
        ("20 Mar 2018", "", "", "", []),
        ("21 Mar 2018", "", "", "", [("evidence_in_future", "dated_on")]),
        ("1 Mar 2018", "1 Jan 2018", "28 Feb 2018", "1 Mar 2018", []),
        ("1 Mar 2018", "1 Jan 2018", "1 Jan 2018", "", []),
        ("1 Mar 2018", "1 Jan 2018", "", "", [("period_open", "period_to")]),
        ("1 Mar 2018", "", "1 Jan 2018", "", [("period_open", "period_from")]),
        ("1 Mar 2018", "2 Jan 2018", "1 Jan 2018", "", [("period_reversed", "period_to")]),
        ("1 Mar 2018", "1 Mar 2018", "21 Mar 2018", "", [("evidence_in_future", "period_to")]),
        ("1 Mar 2018", "", "", "28 Feb 2018", [("stale_before_dated", "stale_on")]),
        (
            "21 Mar 2018",
            "1 Mar 2018",
            "",
            "1 Jan 2018",
            [
                ("evidence_in_future", "dated_on"),
                ("period_open", "period_to"),
                ("stale_before_dated", "stale_on"),
            ],
        ),
    ],
)
def test_dates_belong_to_the_thing_proved(
    dated: str, start: str, end: str, stale: str, expected: list[tuple[str, str]]
) -> None:
    period_from, period_to, stale_on = (day(text) if text else None for text in (start, end, stale))
    found: tuple[Fault, ...] = ()
    try:
        check_evidence_dates(day(dated), period_from, period_to, stale_on, today=VISIT)
    except Refused as refused:
        found = refused.faults
    assert [(fault.code, fault.field) for fault in found] == expected
