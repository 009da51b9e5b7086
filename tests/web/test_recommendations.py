"""One recommendation over HTTP: words, answer, proof beside claim, and the next step."""

from datetime import date

import pytest

from tests import factories
from tests.ground.application import SignIn
from tests.ground.databases import Save
from tests.services.boards import assembly, proved
from tests.web.pages import soup
from tests.web.test_board import LATE, words
from tracker.domain.evidence import EvidenceKind, LinkState
from tracker.domain.lifecycle import Stage
from tracker.domain.permissions import Role
from tracker.domain.plans import Response
from tracker.models import Recommendation, SourceInspectorate
from tracker.services.unit_of_work import UnitsOfWork

PAGE = "/recommendations/CS17-R05"


def test_the_inspectors_words_stand_with_where_they_were_printed(
    save: Save, sign_in: SignIn, uow: UnitsOfWork
) -> None:
    here = assembly(save)
    source = factories.source(reference="CSSIW-2017-10", title="Inspection of 2017")
    source.inspectorates.append(
        SourceInspectorate(
            inspectorate=factories.inspectorate(), printed_name="Care and Social Services"
        )
    )
    finding = factories.finding(
        source=source, text="Supervision <b>must</b> be regular.", printed_number="4.2", page=17
    )
    save(finding)
    with uow() as unit:
        recommendation = unit.get(Recommendation, here.recommendation.id)
        recommendation.findings.append(unit.session.merge(finding))
        recommendation.response = Response.PARTLY_ACCEPTED
        recommendation.response_reason = "The law already asks for it."
    page = soup(sign_in(here.member).get(PAGE))
    quoted = page.select_one(".app-quotation")
    assert quoted is not None
    said = " ".join(quoted.get_text(" ", strip=True).split())
    assert "Supervision <b>must</b> be regular." in said
    where = "Inspection of 2017 (Care and Social Services), 17 October 2017"
    assert f"{where} · printed number 4.2 · page 17" in said
    assert "Partly accepted: The law already asks for it." in page.get_text()


def test_proof_comes_strongest_first_and_claims_stand_beside_it(
    save: Save, sign_in: SignIn
) -> None:
    here = assembly(save, stage=Stage.DELIVERED)
    weak, strong, waiting, returned = (
        factories.evidence(plan_id=here.plan.id, title=title, kind=kind)
        for title, kind in [
            ("Policy", EvidenceKind.OUTPUT),
            ("What children say", EvidenceKind.VOICE),
            ("New outcome", EvidenceKind.OUTCOME),
            ("Wrong paper", EvidenceKind.OUTPUT),
        ]
    )
    save(
        factories.evidence_link(weak, here.action, state=LinkState.ACCEPTED),
        factories.evidence_link(strong, here.action, state=LinkState.ACCEPTED),
        factories.evidence_link(waiting, here.action),
        factories.evidence_link(returned, here.action, state=LinkState.RETURNED),
    )
    page = soup(sign_in(here.member).get(PAGE))
    titles = [item.get_text(strip=True) for item in page.select('[aria-labelledby="proof"] li a')]
    assert [title.split(" ", 1)[1] for title in titles] == [
        "What children say",
        "Policy",
        "New outcome",
    ]
    claim = "Its owners say that 1 of 1 action is delivered; the proof of 0 was accepted."
    assert claim in words(sign_in(here.member), PAGE, ".govuk-inset-text")


def test_working_material_of_another_agency_is_counted_and_not_named(
    save: Save, sign_in: SignIn
) -> None:
    here = proved(save)
    theirs = factories.evidence(
        plan_id=here.plan.id, title="Draft rota", agency=factories.agency(), uploaded_by=here.owner
    )
    save(factories.evidence_link(theirs, here.action))
    observer = factories.person(Role.OBSERVER)
    save(observer)
    seen = words(sign_in(observer), PAGE, '[aria-labelledby="proof"]')
    assert "Draft rota" not in seen
    assert "2 pieces more are the working material of other agencies." in seen
    assert "Draft rota" in words(sign_in(here.owner), PAGE)


@pytest.mark.parametrize(
    ("stage", "who", "button"),
    [
        (Stage.UNDER_WAY, "member", "Judge its rating"),
        (Stage.UNDER_WAY, "owner", None),
        (Stage.UNDER_WAY, "manager", None),
        (Stage.EVIDENCED, "manager", "Ask the board to close it"),
        (Stage.WITHDRAWN, "manager", "Add an action"),
    ],
)
def test_the_main_button_is_the_next_step_of_this_person(
    save: Save, sign_in: SignIn, stage: Stage, who: str, button: str | None
) -> None:
    here = assembly(save, stage=stage)
    page = soup(sign_in(getattr(here, who)).get(PAGE))
    found = [item.get_text(strip=True) for item in page.select("main a.govuk-button")]
    assert found == ([button] if button else [])


def test_actions_that_serve_it_from_elsewhere_count(save: Save, sign_in: SignIn) -> None:
    here = proved(save)
    other = factories.recommendation(plan=here.plan, theme=here.recommendation.theme)
    save(
        factories.action(
            recommendation=other,
            recommendations=[other, here.recommendation],
            due_on=LATE,
            title="Serves both",
            original_due_on=date(2018, 1, 5),
        )
    )
    page = words(sign_in(here.member), PAGE)
    assert "Serves both" in page
    assert "Off track 1 of 2 actions" in page


def test_in_welsh_what_is_translated_is_shown(
    save: Save, sign_in: SignIn, uow: UnitsOfWork
) -> None:
    here = assembly(save)
    with uow() as unit:
        recommendation = unit.get(Recommendation, here.recommendation.id)
        recommendation.title_cy = "Goruchwyliaeth reolaidd"
    client = sign_in(here.member)
    assert words(client, f"{PAGE}?lang=cy", "h1").endswith("Goruchwyliaeth reolaidd")
    assert here.recommendation.title in words(client, f"{PAGE}?lang=en", "h1")
