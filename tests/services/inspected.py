"""A plan that inspectors are about to look at, with all that a readiness summary tells."""

from dataclasses import dataclass
from datetime import date

from tests import factories
from tests.factories import NOW
from tests.ground.databases import Save
from tracker.domain.evidence import EvidenceKind, LinkState
from tracker.domain.languages import Language
from tracker.domain.lifecycle import Stage
from tracker.domain.permissions import Role
from tracker.models import Action, Person, Plan, Recommendation, Visit


@dataclass(frozen=True)
class Inspected:
    """`late` is the action that is overdue, `proved` the one with accepted evidence."""

    plan: Plan
    supervision: Recommendation
    placements: Recommendation
    late: Action
    proved: Action
    visit: Visit
    owner: Person
    manager: Person
    member: Person
    observer: Person


def inspected(save: Save) -> Inspected:
    """Two recommendations, of which the visit asks about the first."""
    council = factories.agency(name="Powys County Council", name_cy="Cyngor Sir Powys")
    police = factories.agency(name="Dyfed-Powys Police", name_cy="Heddlu Dyfed-Powys")
    manager = factories.person(Role.PROGRAMME_MANAGER, name="Beth", agency=council)
    member = factories.person(Role.BOARD_MEMBER, name="Carys", agency=council)
    owner = factories.person(
        name="Anna", role_title="Team manager", role_title_cy="Rheolwr tîm", agency=council
    )
    observer = factories.person(Role.OBSERVER, name="Dai")
    plan = factories.plan(
        code="CS17",
        title="Improvement plan",
        title_cy="Cynllun gwella",
        board=factories.board(members=[member]),
    )
    source = factories.source(reference="CSSIW-2017-10", title="Inspection", title_cy="Arolygiad")
    answered = factories.finding(
        source=source, text="Supervision is not regular.", printed_number="4", page=12
    )
    unanswered = factories.finding(source=source, text="Placements drift.", printed_number="5")
    theme = factories.theme(plan=plan, number=1)
    supervision = factories.recommendation(
        theme=theme,
        reference="CS17-R01",
        number=1,
        title="Supervision",
        title_cy="Goruchwyliaeth",
        text="Make supervision regular.",
        findings=[answered],
        speaker=manager,
    )
    placements = factories.recommendation(
        theme=theme, reference="CS17-R02", number=2, title="Placements", title_cy="Lleoliadau"
    )
    shared = {"recommendation": supervision, "owner": owner, "agencies": [council, police]}
    late = factories.action(
        reference="CS17-R01.01",
        sequence=1,
        title="Supervise monthly",
        title_cy="Goruchwylio’n fisol ŵ ŷ",
        due_on=date(2018, 2, 2),
        stage=Stage.UNDER_WAY,
        expected=[factories.expected_item(description="Minutes of supervision")],
        **shared,
    )
    proved = factories.action(
        reference="CS17-R01.02",
        sequence=2,
        title="Write a supervision policy",
        due_on=date(2018, 1, 31),
        stage=Stage.EVIDENCED,
        delivered_on=date(2018, 1, 29),
        **shared,
    )
    elsewhere = factories.action(recommendation=placements, reference="CS17-R02.01", sequence=1)
    save(manager, member, owner, observer, late, proved, elsewhere, unanswered)
    policy = factories.evidence(
        reference="E000001", plan_id=plan.id, title="Supervision policy", uploaded_by=owner
    )
    audit = factories.evidence(
        reference="E000002",
        plan_id=plan.id,
        title="Dip sample",
        kind=EvidenceKind.PRACTICE,
        dated_on=date(2018, 1, 10),
        uploaded_by=owner,
    )
    decided = {"state": LinkState.ACCEPTED, "decided_by": manager, "decided_at": NOW}
    save(
        factories.evidence_link(policy, proved, **decided),
        factories.evidence_link(audit, proved, **decided),
        factories.evidence_link(audit, late),
        factories.update(action_id=late.id, as_at=date(2018, 2, 20), words="Six of eight teams."),
        factories.update(
            action_id=proved.id,
            as_at=date(2018, 2, 21),
            words="Mae’r polisi ar waith.",
            language=Language.WELSH,
        ),
        factories.update(action_id=proved.id, as_at=date(2018, 3, 1), words=""),
    )
    visit = factories.visit(
        plan=plan,
        number=2,
        reference="CS17-V02",
        title="Monitoring visit",
        title_cy="Ymweliad monitro",
        scope="Practice since the letter.",
        inspectorates=[
            factories.inspectorate(
                abbreviation="CIW",
                abbreviation_cy="AGC",
                name="Care Inspectorate Wales",
                name_cy="Arolygiaeth Gofal Cymru",
                named_from=date(2018, 1, 15),
            )
        ],
        lines=[
            factories.line_of_enquiry(
                position=1, text="Is supervision regular?", recommendations=[supervision]
            ),
            factories.line_of_enquiry(position=2, text="Who leads?"),
        ],
    )
    save(visit)
    return Inspected(
        plan, supervision, placements, late, proved, visit, owner, manager, member, observer
    )
