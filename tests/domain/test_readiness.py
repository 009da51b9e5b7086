"""The readiness summary: every check and gap by a case, and the content it is stored as."""

import json
from dataclasses import replace
from datetime import date

import pytest

from tests.domain.calendars import WALES, day
from tracker.domain.changes import Direction
from tracker.domain.content import from_content, to_content
from tracker.domain.evidence import EvidenceKind, LinkState, Staleness
from tracker.domain.judging import Judgement
from tracker.domain.languages import Bilingual, Language
from tracker.domain.lifecycle import Stage
from tracker.domain.plans import Response
from tracker.domain.rag import ActionFacts, Rating, rate
from tracker.domain.readiness import summarise
from tracker.domain.readiness_checks import CheckCode
from tracker.domain.readiness_facts import (
    EvidenceFacts,
    Line,
    NotAsked,
    Point,
    VisitAction,
    VisitFacts,
    VisitRecommendation,
    Who,
)
from tracker.domain.readiness_summary import Gap, GapCode, RecommendationSummary, Summary

AS_AT, VISIT = day("12 Mar 2018"), day("20 Mar 2018")
COUNCIL, POLICE = "Powys County Council", "Dyfed-Powys Police"
MANAGER = Who(Bilingual("Team manager", "Rheolwr tîm"), "Ann Example", COUNCIL)
HEAD = Who(Bilingual("Head of service"), "Bob Example", COUNCIL)
INSPECTOR = Point("CSSIW-2017-10", "Supervision is not regular.", "4", 12)


def rated(stage: Stage, due_on: date) -> ActionFacts:
    return ActionFacts(stage, day("8 Jan 2018"), due_on, due_on, last_update_on=day("5 Mar 2018"))


def proof(reference: str, **changes: object) -> EvidenceFacts:
    fresh = EvidenceFacts(
        reference, "Supervision audit", EvidenceKind.PRACTICE, day("1 Mar 2018"), LinkState.ACCEPTED
    )
    return replace(fresh, **changes)  # type: ignore[arg-type]


def action(
    reference: str = "CS17-R01.01",
    stage: Stage = Stage.EVIDENCED,
    due: str = "9 Mar 2018",
    **changes: object,
) -> VisitAction:
    due_on = day(due)
    aside = stage in (Stage.WITHDRAWN, Stage.SUPERSEDED)
    ready = VisitAction(
        reference=reference,
        title=Bilingual("Supervise monthly"),
        stage=stage,
        due_on=due_on,
        rated=None if aside else rate(rated(stage, due_on), AS_AT, WALES),
        owner=MANAGER,
        agencies=(COUNCIL,),
        last_update_on=day("5 Mar 2018"),
        delivered_on=day("1 Mar 2018"),
        evidence=(proof("E000001"),),
    )
    return replace(ready, **changes)  # type: ignore[arg-type]


def recommendation(*actions: VisitAction, **changes: object) -> VisitRecommendation:
    ready = VisitRecommendation(
        reference="CS17-R01",
        title=Bilingual("Supervision", "Goruchwyliaeth"),
        text=Bilingual("Make supervision regular."),
        points=(INSPECTOR,),
        position="Monthly supervision reached 25 per cent.",
        position_on=day("5 Mar 2018"),
        speaker=HEAD,
        judgement=Judgement(confirmed=Rating.AT_RISK),
        actions=actions,
    )
    return replace(ready, **changes)  # type: ignore[arg-type]


def visit(*recommendations: VisitRecommendation, **changes: object) -> VisitFacts:
    facts = VisitFacts(
        reference="CS17-V02",
        title=Bilingual("Monitoring visit"),
        plan="CS17",
        plan_title=Bilingual("Improvement plan"),
        starts_on=VISIT,
        ends_on=day("22 Mar 2018"),
        days=3,
        inspectorates=(Bilingual("Care Inspectorate Wales", "Arolygiaeth Gofal Cymru"),),
        lines=(Line("Is supervision regular?", ("CS17-R01",)),),
        recommendations=recommendations,
    )
    return replace(facts, **changes)  # type: ignore[arg-type]


def failing(facts: VisitFacts) -> dict[CheckCode, tuple[str, ...]]:
    return {check.code: check.failing for check in summarise(facts, AS_AT).not_ready}


def only(facts: VisitFacts) -> RecommendationSummary:
    (found,) = summarise(facts, AS_AT).recommendations
    return found


def test_a_ready_visit_is_not_found_wanting() -> None:
    summary = summarise(visit(recommendation(action())), AS_AT)
    assert summary.not_ready == ()
    assert [check.code for check in summary.checks] == list(CheckCode)
    assert summary.counts == dict.fromkeys(CheckCode, 0)
    assert only(visit(recommendation(action()))).gaps == ()


OPEN = {"stage": Stage.UNDER_WAY, "evidence": ()}


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        pytest.param(OPEN | {"due": "30 Apr 2018"}, {}, id="under way, due after the visit"),
        pytest.param(OPEN | {"due": "12 Mar 2018"}, {}, id="due today"),
        pytest.param(OPEN, {CheckCode.OVERDUE}, id="due last week"),
        pytest.param(
            OPEN | {"due": "19 Mar 2018", "last_update_on": day("25 Feb 2018")},
            {CheckCode.SILENT},
            id="due before the visit, silent for 15 days",
        ),
        pytest.param(
            OPEN | {"due": "19 Mar 2018", "last_update_on": day("26 Feb 2018")},
            {},
            id="silent for 14 days",
        ),
        pytest.param(
            OPEN | {"due": "19 Mar 2018", "last_update_on": None},
            {CheckCode.SILENT},
            id="never spoken of",
        ),
        pytest.param(
            OPEN | {"due": "20 Mar 2018", "last_update_on": None}, {}, id="due on the visit's day"
        ),
        pytest.param({"last_update_on": None}, {}, id="proved things need no update"),
        pytest.param(
            {"stage": Stage.DELIVERED, "evidence": ()},
            {CheckCode.CLAIMED_UNPROVED},
            id="said to be delivered",
        ),
        pytest.param(
            {"stage": Stage.DELIVERED, "evidence": (proof("E000001", state=LinkState.SUBMITTED),)},
            {CheckCode.CLAIMED_UNPROVED},
            id="submitted is not accepted",
        ),
        pytest.param(
            {"expected_open": ("Minutes",)}, {CheckCode.EXPECTED_OPEN}, id="expected and not there"
        ),
        pytest.param(
            OPEN | {"due": "20 Mar 2018", "expected_open": ("Minutes",)},
            {},
            id="expected later than the visit",
        ),
        pytest.param(
            OPEN | {"due": "19 Mar 2018", "expected_open": ("Minutes",)},
            {CheckCode.EXPECTED_OPEN},
            id="expected before the visit",
        ),
        pytest.param(
            {"owner": None}, {CheckCode.NO_OWNER, CheckCode.AGENCY_WITHOUT_OWNER}, id="no owner"
        ),
        pytest.param({"agencies": ()}, {}, id="nobody's agency"),
        pytest.param(
            {"stage": Stage.WITHDRAWN, "owner": None, "evidence": (), "last_update_on": None},
            {CheckCode.NO_ACTIONS},
            id="withdrawn: nobody's work",
        ),
    ],
)
def test_checks_of_an_action(changes: dict[str, object], found: set[CheckCode]) -> None:
    assert set(failing(visit(recommendation(action(**changes))))) == set(found)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "stale"),
    [
        ({"stale_on": VISIT}, False),
        ({"stale_on": day("19 Mar 2018")}, True),
        ({"dated_on": day("28 Feb 2018")}, True),
        ({"dated_on": day("28 Feb 2018"), "kind": EvidenceKind.OUTPUT}, False),
        ({"stale_on": day("1 Mar 2018"), "state": LinkState.RETURNED}, False),
    ],
)
def test_staleness_is_judged_on_the_visits_first_day(
    changes: dict[str, object], stale: bool
) -> None:
    fresh, tried = proof("E000001"), proof("E000002", **changes)
    found = failing(visit(recommendation(action(evidence=(fresh, tried)))))
    assert found == ({CheckCode.EVIDENCE_STALE: ("E000002",)} if stale else {})


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"speaker": None}, {CheckCode.NO_SPEAKER}),
        ({"actions": ()}, {CheckCode.NO_ACTIONS}),
        ({"actions": (), "response": Response.NOT_ACCEPTED}, set()),
        ({"actions": (), "closed": True}, set()),
        ({"judgement": Judgement(judged=Rating.ON_TRACK, until=VISIT)}, set()),
        ({"judgement": Judgement(challenged=True)}, {CheckCode.DISAGREEMENT}),
    ],
)
def test_checks_of_a_recommendation(changes: dict[str, object], found: set[CheckCode]) -> None:
    changed = replace(recommendation(action()), **changes)  # type: ignore[arg-type]
    assert set(failing(visit(changed))) == found


def test_a_rating_better_than_the_facts_is_named() -> None:
    said = Judgement(judged=Rating.ON_TRACK, until=AS_AT)
    late = recommendation(action(**OPEN), judgement=said)  # type: ignore[arg-type]
    assert failing(visit(late))[CheckCode.DISAGREEMENT] == ("CS17-R01",)
    found = only(visit(late))
    assert (found.rating, found.computed.rating) == (Rating.ON_TRACK, Rating.OFF_TRACK)
    assert found.disagreement
    ended = replace(late, judgement=replace(said, until=day("11 Mar 2018")))
    assert only(visit(ended)).rating is Rating.OFF_TRACK


def test_findings_without_an_answer_are_each_counted() -> None:
    found = summarise(visit(recommendation(action()), unmapped=(INSPECTOR, INSPECTOR)), AS_AT)
    assert found.counts[CheckCode.FINDINGS_UNMAPPED] == 2
    assert failing(visit(unmapped=(INSPECTOR,))) == {
        CheckCode.FINDINGS_UNMAPPED: ("CSSIW-2017-10",)
    }


def test_a_partner_that_shares_actions_must_own_one() -> None:
    shared = action(agencies=(COUNCIL, POLICE))
    assert failing(visit(recommendation(shared))) == {CheckCode.AGENCY_WITHOUT_OWNER: (POLICE,)}
    officer = Who(Bilingual("Sergeant"), "Carys Example", POLICE)
    theirs = action("CS17-R01.02", agencies=(POLICE,), owner=officer)
    assert failing(visit(recommendation(shared, theirs))) == {}


def test_an_action_that_serves_two_recommendations_is_counted_once() -> None:
    late = action(**OPEN)  # type: ignore[arg-type]
    other = recommendation(late, reference="CS17-R02")
    assert failing(visit(recommendation(late), other))[CheckCode.OVERDUE] == ("CS17-R01.01",)


def test_the_three_strongest_are_shown_once_each_for_what_they_prove_best() -> None:
    old = proof("E000005", dated_on=day("28 Feb 2018"))
    first = action(
        evidence=(
            proof("E000001", state=LinkState.SUBMITTED),
            proof("E000002", state=LinkState.RETURNED, kind=EvidenceKind.OUTCOME),
            proof("E000003", kind=EvidenceKind.OUTPUT, decided_by=HEAD),
            old,
        )
    )
    second = action(
        "CS17-R01.02", evidence=(proof("E000001"), proof("E000004", kind=EvidenceKind.VOICE))
    )
    shown = only(visit(recommendation(first, second))).strongest
    assert [(piece.reference, piece.action) for piece in shown] == [
        ("E000004", "CS17-R01.02"),
        ("E000001", "CS17-R01.02"),
        ("E000003", "CS17-R01.01"),
    ]
    assert [piece.accepted_by for piece in shown] == [None, None, HEAD]
    (weak,) = only(visit(recommendation(action(evidence=(old,))))).strongest
    assert weak.stale is Staleness.BEFORE_DELIVERY


def test_gaps_say_what_is_missing_and_where() -> None:
    expired = proof("E000007", stale_on=day("19 Mar 2018"))
    bare = action(
        "CS17-R01.02",
        Stage.DELIVERED,
        "9 Mar 2018",
        owner=None,
        evidence=(),
        expected_open=("Minutes",),
        last_update_on=None,
    )
    silent = action(
        "CS17-R01.03",
        Stage.UNDER_WAY,
        "19 Mar 2018",
        evidence=(expired,),
        last_update_on=day("1 Feb 2018"),
    )
    found = only(visit(recommendation(bare, silent, speaker=None)))
    assert found.gaps == (
        Gap(GapCode.NO_SPEAKER, "CS17-R01"),
        Gap(GapCode.NO_OWNER, "CS17-R01.02"),
        Gap(GapCode.UNPROVED, "CS17-R01.02"),
        Gap(GapCode.SILENT, "CS17-R01.02"),
        Gap(GapCode.EXPECTED_OPEN, "CS17-R01.02", {"item": "Minutes"}),
        Gap(GapCode.SILENT, "CS17-R01.03", {"last_update_on": day("1 Feb 2018")}),
        Gap(
            GapCode.STALE,
            "E000007",
            {"title": "Supervision audit", "why": "expired", "dated_on": day("1 Mar 2018")},
        ),
    )


@pytest.mark.parametrize(
    ("actions", "code"),
    [((), GapCode.NO_ACTIONS), ((action(evidence=()),), GapCode.NOTHING_ACCEPTED)],
)
def test_a_recommendation_without_proof_says_so_first(
    actions: tuple[VisitAction, ...], code: GapCode
) -> None:
    assert only(visit(recommendation(*actions))).gaps[0] == Gap(code, "CS17-R01")


def test_what_a_recommendation_shows() -> None:
    aside = action("CS17-R01.02", Stage.SUPERSEDED)
    found = only(visit(recommendation(action(), aside)))
    assert found.points == (INSPECTOR,)
    assert found.position_on == day("5 Mar 2018")
    assert found.speaker == HEAD
    assert (found.rating, found.stage) == (Rating.DONE, Stage.EVIDENCED)
    assert found.direction is Direction.BETTER
    assert [(line.reference, line.rated is None) for line in found.actions] == [
        ("CS17-R01.01", False),
        ("CS17-R01.02", True),
    ]


def test_what_goes_badly_is_said_first_and_what_is_set_aside_never() -> None:
    soon = rate(ActionFacts(Stage.UNDER_WAY, day("8 Jan 2018"), VISIT, VISIT), AS_AT, WALES)
    actions = (
        action("CS17-R01.01", rated=soon),
        action("CS17-R01.02", **OPEN),  # type: ignore[arg-type]
        action("CS17-R01.03"),
        action("CS17-R01.04", Stage.WITHDRAWN),
    )
    found = only(visit(recommendation(*actions))).weaknesses
    assert [line.reference for line in found] == ["CS17-R01.02", "CS17-R01.01"]


def test_the_rest_of_the_plan_is_only_named() -> None:
    other = NotAsked("CS17-R09", Bilingual("Placements"))
    summary = summarise(visit(recommendation(action()), not_asked=(other,)), AS_AT, HEAD)
    assert summary.not_asked == (other,)
    assert summary.prepared_by == HEAD
    assert summary.not_ready == ()


def test_content_is_plain_json_that_comes_back_as_it_was() -> None:
    late = action(**OPEN)  # type: ignore[arg-type]
    welsh = recommendation(late, speaker=None, position_language=Language.WELSH)
    facts = visit(
        welsh,
        unmapped=(INSPECTOR,),
        not_asked=(NotAsked("CS17-R09", Bilingual("Placements")),),
        agencies=(Bilingual(COUNCIL, "Cyngor Sir Powys"),),
    )
    summary = summarise(facts, AS_AT, HEAD)
    text = json.dumps(to_content(summary))
    assert from_content(Summary, json.loads(text)) == summary
    assert json.dumps(to_content(from_content(Summary, json.loads(text)))) == text


def test_content_holds_codes_and_no_sentences() -> None:
    late = action(**OPEN)  # type: ignore[arg-type]
    content = to_content(summarise(visit(recommendation(late)), AS_AT))
    assert {"code": "overdue", "failing": ["CS17-R01.01"]} in content["checks"]
    assert content["as_at"] == "2018-03-12"
    assert content["recommendations"][0]["computed"]["reasons"] == [
        {"code": "worst_of", "params": {"count": 1, "rating": "off_track", "total": 1}}
    ]
