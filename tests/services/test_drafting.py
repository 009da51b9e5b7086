"""Plans, recommendations, actions, people and bodies, as services on both databases."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import factories
from tests.ground.databases import Save
from tracker.domain.agencies import AgencyKind
from tracker.domain.errors import NotFound, NotPermitted, Refused
from tracker.domain.languages import Language
from tracker.domain.permissions import Role
from tracker.domain.sources import FindingKind, SourceKind
from tracker.models import (
    Action,
    Event,
    Person,
    Plan,
    Recommendation,
    RoleGrant,
)
from tracker.queries import agreement
from tracker.services import (
    actions,
    agencies,
    boards,
    closed_days,
    findings,
    inspectorates,
    milestones,
    people,
    plans,
    recommendations,
    sources,
    themes,
)
from tracker.services.unit_of_work import UnitOfWork, UnitsOfWork


def refused(uow: UnitsOfWork, use: Callable[[UnitOfWork], object]) -> list[tuple[str, str | None]]:
    """The codes and fields with which the product refuses `use`."""
    try:
        with uow() as unit:
            use(unit)
    except Refused as refusal:
        return [(fault.code, fault.field) for fault in refusal.faults]
    return []


@pytest.fixture
def home(save: Save) -> Recommendation:
    made = factories.recommendation(
        plan=factories.plan(code="CS17"), findings=[factories.finding()]
    )
    save(made)
    return made


# Numbers are given once, whoever comes at the same moment


def test_references_are_given_once(uow: UnitsOfWork, home: Recommendation, save: Save) -> None:
    source = factories.source()
    save(source)
    theme_id, finding_id = home.theme_id, home.findings[0].id

    def recommend(number: int) -> str:
        with uow() as unit:
            return recommendations.create(
                unit,
                "CS17",
                theme=theme_id,
                title=f"R{number}",
                text="Text",
                findings=[finding_id],
            ).reference

    def act(number: int) -> str:
        with uow() as unit:
            return actions.create(
                unit,
                home.reference,
                title=f"A{number}",
                starts_on=date(2018, 3, 1),
                due_on=date(2018, 4, 30),
            ).reference

    def find(number: int) -> int:
        with uow() as unit:
            made = findings.create(
                unit, source.reference, kind=FindingKind.CONCERN, text=f"F{number}"
            )
            return made.position

    def theme(number: int) -> int:
        with uow() as unit:
            return themes.create(unit, "CS17", title=f"T{number}").number

    with ThreadPoolExecutor(4) as pool:
        made = [list(pool.map(use, range(8))) for use in (recommend, act, find, theme)]
    first = home.number + 1
    assert sorted(made[0]) == [f"CS17-R{number:02}" for number in range(first, first + 8)]
    assert sorted(made[1]) == [f"{home.reference}.{number:02}" for number in range(1, 9)]
    assert sorted(made[2]) == list(range(1, 9))
    assert len(set(made[3])) == 8


def test_a_plan_is_agreed_by_one_of_two(uow: UnitsOfWork, home: Recommendation) -> None:
    def agree(_number: int) -> list[tuple[str, str | None]]:
        return refused(uow, lambda unit: plans.agree(unit, "CS17", confirmed=True))

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(agree, range(2)))
    assert sorted(answers) == [[], [("plan_agreed_already", None)]]


# Who may


@pytest.fixture
def persons(save: Save, home: Recommendation) -> dict[str, Person]:
    foreign = factories.plan(code="JC23")
    save(foreign)
    made = {role.value: factories.person() for role in Role}
    for role in Role:
        made[role.value].grants.append(RoleGrant(role=role, plan_id=home.plan_id))
    made["foreign"] = factories.person()
    made["foreign"].grants.append(RoleGrant(role=Role.PROGRAMME_MANAGER, plan_id=foreign.id))
    save(*made.values())
    return made


@pytest.mark.parametrize("who", [*(role.value for role in Role), "foreign"])
def test_only_the_programme_manager_of_the_plan_draws_it_up(
    uow: UnitsOfWork, home: Recommendation, persons: dict[str, Person], who: str
) -> None:
    day = date(2018, 4, 30)
    uses: list[Callable[[UnitOfWork], object]] = [
        lambda unit: themes.create(unit, "CS17", title="T"),
        lambda unit: actions.create(
            unit, home.reference, title="A", starts_on=factories.TODAY, due_on=day
        ),
        lambda unit: plans.agree(unit, "CS17", confirmed=True),
    ]
    for use in uses:
        answer = "done"
        try:
            with uow(persons[who].id) as unit:
                use(unit)
        except NotFound:
            answer = "not there"
        except NotPermitted:
            answer = "not permitted"
        expected = {"programme_manager": "done", "foreign": "not there"}
        assert answer == expected.get(who, "not permitted")


@pytest.mark.parametrize("who", [*(role.value for role in Role), "foreign"])
def test_nobody_in_a_plan_alone_administers_or_creates_plans(
    uow: UnitsOfWork, persons: dict[str, Person], who: str
) -> None:
    uses: list[Callable[[UnitOfWork], object]] = [
        lambda unit: agencies.create(unit, name="A", kind=AgencyKind.OTHER),
        lambda unit: people.create(unit, name="P"),
        lambda unit: people.deactivate(unit, persons["observer"].id),
        lambda unit: boards.create(unit, name="B"),
        lambda unit: inspectorates.create(unit, abbreviation="CIW", name="I"),
        lambda unit: closed_days.create(unit, day=date(2018, 12, 27), name="D"),
        lambda unit: plans.create(unit, code="NEW", title="New"),
    ]
    for use in uses:
        with pytest.raises(NotPermitted), uow(persons[who].id) as unit:
            use(unit)


def test_a_source_belongs_to_the_plans_that_answer_it(
    uow: UnitsOfWork, home: Recommendation, persons: dict[str, Person]
) -> None:
    answered = home.findings[0]

    def add(who: str) -> None:
        with uow(persons[who].id) as unit:
            findings.create(unit, answered.source.reference, kind=FindingKind.CONCERN, text="More")

    add("programme_manager")
    with pytest.raises(NotPermitted):
        add("foreign")
    with pytest.raises(NotPermitted):
        add("board_member")


# What is refused, on either database


def test_what_is_refused_says_where(uow: UnitsOfWork, home: Recommendation, save: Save) -> None:
    anna = factories.person()
    elsewhere = factories.recommendation()
    save(anna, elsewhere)
    day = {"starts_on": date(2018, 3, 1), "due_on": date(2018, 4, 30)}
    cases: list[tuple[Callable[[UnitOfWork], object], tuple[str, str | None]]] = [
        (lambda unit: plans.create(unit, code="CS17", title="x"), ("plan_code_taken", "code")),
        (lambda unit: plans.create(unit, code="x-1", title="x"), ("bad_plan_code", "code")),
        (lambda unit: themes.create(unit, "CS17", title=" "), ("missing", "title")),
        (lambda unit: themes.create(unit, "CS17", title="x" * 201), ("too_long", "title")),
        (
            lambda unit: actions.create(
                unit, home.reference, title="A", **{**day, "due_on": date(2018, 2, 28)}
            ),
            ("due_before_start", "due_on"),
        ),
        (
            lambda unit: actions.create(
                unit, home.reference, title="A", owner=anna.id, accountable_lead=anna.id, **day
            ),
            ("owner_is_lead", "accountable_lead"),
        ),
        (
            lambda unit: actions.create(
                unit, home.reference, title="A", recommendations=[elsewhere.id], **day
            ),
            ("recommendation_of_another_plan", "recommendations"),
        ),
        (
            lambda unit: actions.create(
                unit, home.reference, title="A", **{**day, "due_on": date(2081, 4, 30)}
            ),
            ("due_far_off", "due_on"),
        ),
        (
            lambda unit: recommendations.create(
                unit, "CS17", theme=elsewhere.theme_id, title="R", text="T", findings=[1]
            ),
            ("theme_of_another_plan", "theme"),
        ),
        (
            lambda unit: recommendations.create(
                unit, "CS17", theme=home.theme_id, title="R", text="T", findings=[]
            ),
            ("finding_missing", "findings"),
        ),
        (
            lambda unit: sources.create(unit, kind=SourceKind.AUDIT, title="Audit"),
            ("source_without_date", "published_on"),
        ),
    ]
    for use, fault in cases:
        assert fault in refused(uow, use)


def test_the_owner_of_an_action_may_not_become_its_lead_too(uow: UnitsOfWork, save: Save) -> None:
    action = factories.action()
    save(action)
    given = {
        "title": action.title,
        "title_cy": "",
        "description": "",
        "owner": action.owner_id,
        "accountable_lead": action.owner_id,
        "agencies": [],
        "recommendations": [],
        "starts_on": action.starts_on,
        "due_on": None,
        "statutory_due_on": None,
    }
    assert refused(uow, lambda unit: actions.edit(unit, action.reference, 1, **given)) == [
        ("owner_is_lead", "accountable_lead")
    ]


def test_a_due_date_moves_with_the_draft_and_never_after(
    uow: UnitsOfWork, home: Recommendation, session: Session
) -> None:
    day = {"starts_on": date(2018, 3, 1), "due_on": date(2018, 4, 30)}
    with uow() as unit:
        reference = actions.create(unit, home.reference, title="A", **day).reference

    def due(on: date | None, version: int) -> Callable[[UnitOfWork], None]:
        return lambda unit: actions.edit(
            unit,
            reference,
            version,
            title="A",
            title_cy="",
            description="",
            owner=None,
            accountable_lead=None,
            agencies=[],
            recommendations=[],
            starts_on=date(2018, 3, 1),
            due_on=on,
            statutory_due_on=None,
        )

    assert refused(uow, due(date(2018, 5, 16), 1)) == []
    with uow() as unit:
        plans.agree(unit, "CS17", confirmed=True)
    assert refused(uow, due(date(2018, 6, 1), 2)) == [("due_date_agreed", "due_on")]
    assert refused(uow, due(None, 2)) == []
    stored = session.scalars(select(Action)).one()
    assert (stored.due_on, stored.original_due_on) == (date(2018, 5, 16), date(2018, 5, 16))


def test_agreeing_freezes_words_and_says_who_and_when(
    uow: UnitsOfWork, home: Recommendation, session: Session, persons: dict[str, Person]
) -> None:
    manager = persons["programme_manager"]
    with uow(manager.id) as unit:
        plans.agree(unit, "CS17", agreed_on=date(2018, 3, 1), confirmed=True)
    stored = session.scalars(select(Plan).where(Plan.code == "CS17")).one()
    assert (stored.agreed_on, stored.agreed_by_id) == (date(2018, 3, 1), manager.id)
    finding = home.findings[0]
    given = {
        "kind": finding.kind,
        "text": "Reworded",
        "language": Language.ENGLISH,
        "printed_number": "",
        "page": None,
        "agencies": [],
    }
    assert refused(uow, lambda unit: findings.edit(unit, finding.id, 1, **given)) == [
        ("finding_frozen", "text")
    ]


def test_what_is_missing_counts_live_things_only(
    uow: UnitsOfWork, home: Recommendation, session: Session
) -> None:
    found = agreement.missing(session, home.plan_id)
    assert [item.reference for item in found.without_action] == [home.reference]
    assert found.without_owner == found.without_expected == ()
    assert not found.is_complete


# Events


def test_every_change_is_an_event_that_names_what_changed(
    uow: UnitsOfWork, home: Recommendation, session: Session, save: Save
) -> None:
    agency = factories.agency(name="Powys")
    save(agency)
    with uow() as unit:
        agencies.edit(
            unit,
            agency.id,
            1,
            name="Powys Council",
            name_cy="",
            kind=AgencyKind.COUNCIL,
            is_active=True,
        )
        person = people.create(unit, name="Anna", roles=[(Role.OBSERVER, "CS17", agency.id)])
        people.edit(
            unit,
            person.id,
            person.version,
            name="Anna",
            email="",
            role_title="Nurse",
            role_title_cy="",
            agency=None,
            language=Language.WELSH,
            roles=[],
        )
        sources.create(unit, kind=SourceKind.AUDIT, title="Audit", received_on=date(2018, 1, 4))
        milestones.create(unit, _action(unit, home), title="Half way", due_on=date(2018, 4, 3))
    told = {event.what: event for event in session.scalars(select(Event).order_by(Event.id))}
    assert told["agency_changed"].changes == {"name": ["Powys", "Powys Council"]}
    assert told["person_created"].changes["roles"] == [None, ["observer CS17 Powys Council"]]
    assert told["person_changed"].changes == {
        "role_title": ["", "Nurse"],
        "language": ["en", "cy"],
        "roles": [["observer CS17 Powys Council"], []],
    }
    assert told["source_created"].subject_reference == "AUDIT-2018-01"
    assert told["milestone_created"].plan_id == home.plan_id


def _action(unit: UnitOfWork, home: Recommendation) -> str:
    return actions.create(
        unit,
        home.reference,
        title="A",
        starts_on=date(2018, 3, 1),
        due_on=date(2018, 4, 30),
    ).reference
