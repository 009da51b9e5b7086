"""Telling what plans are made of: bodies, sources, plans, recommendations, actions."""

from collections.abc import Callable
from datetime import date

from tracker.demonstration.memory import INVENTED, Memory, Tell
from tracker.demonstration.story import Telling
from tracker.domain.agencies import AgencyKind
from tracker.domain.evidence import EvidenceKind
from tracker.domain.languages import Language
from tracker.domain.permissions import Role
from tracker.domain.plans import ColourScheme, Response
from tracker.domain.sources import FindingKind, SourceKind
from tracker.models import Recommendation
from tracker.services import (
    actions,
    agencies,
    boards,
    expected_items,
    findings,
    inspectorates,
    milestones,
    people,
    plans,
    recommendations,
    sources,
    themes,
)
from tracker.services.unit_of_work import UnitOfWork


def introduce(memory: Memory, moved_by: Callable[[date], date]) -> None:
    """The bodies and people that every plan knows. `moved_by` moves a real date."""
    with memory.as_system() as uow:
        for told in memory.bodies["agency"]:
            kind = AgencyKind(told["kind"])
            made = agencies.create(uow, name=told["name"], name_cy=told["name_cy"], kind=kind)
            uow.session.flush()
            memory.agencies[told["key"]] = made.id
        for told in memory.bodies["inspectorate"]:
            dates = {
                name: moved_by(told[name]) for name in ("named_from", "named_until") if name in told
            }
            named = inspectorates.create(uow, **{**told, **dates})
            uow.session.flush()
            memory.inspectorates[told["abbreviation"]] = named.id
        _add_people(memory, uow, plan_code=None)


def _add_people(memory: Memory, uow: UnitOfWork, plan_code: str | None) -> None:
    for told in memory.bodies["person"]:
        if told["roles"][0].get("plan") != plan_code:
            continue
        person = people.create(
            uow,
            name=told["initials"],
            email=told["email"],
            role_title=told["role_title"],
            role_title_cy=told["role_title_cy"],
            agency=memory.agencies[told["agency"]] if "agency" in told else None,
            language=Language(told.get("language", "en")),
            roles=[
                (Role(role["role"]), plan_code, memory.agencies.get(role.get("agency", "")))
                for role in told["roles"]
            ],
        )
        uow.session.flush()
        memory.people[told["key"]] = person.id


def plan(memory: Memory, told: Telling) -> None:
    memory.plan = told
    with memory.as_system() as uow:
        board = next(body for body in memory.bodies["board"] if body["key"] == told["board"])
        made = plans.create(
            uow,
            code=told["code"],
            title=told["title"],
            title_cy=told["title_cy"],
            scheme=ColourScheme(told["scheme"]),
            starts_on=told["starts_on"],
            tolerance_days=told["tolerance_days"],
        )
        uow.session.flush()
        _add_people(memory, uow, plan_code=told["code"])
        members = [memory.people[key] for key in board["members"]]
        sitting = boards.create(uow, name=board["name"], name_cy=board["name_cy"], members=members)
        uow.session.flush()
        memory.boards[told["board"]] = sitting.id
        plans.edit(
            uow,
            made.code,
            made.version,
            title=made.title,
            title_cy=made.title_cy,
            scheme=made.scheme,
            board=sitting.id,
            starts_on=made.starts_on,
            tolerance_days=made.tolerance_days,
        )


def source(memory: Memory, told: Telling) -> None:
    with memory.as_("manager") as uow:
        source = sources.create(
            uow,
            kind=SourceKind(told["kind"]),
            title=told["title"],
            title_cy=told["title_cy"],
            published_on=told.get("published_on"),
            received_on=told.get("received_on"),
            fieldwork_on=told.get("fieldwork_on"),
            summary=told["summary"],
            inspectorates=[memory.inspectorates[name] for name in told["inspectorates"]],
            agencies=[memory.agencies[key] for key in told["agencies"]],
            code=told["reference"].split("-")[0],
            confirmed=True,
        )
        uow.session.flush()
        for written in told["finding"]:
            found = findings.create(
                uow,
                source.reference,
                kind=FindingKind(written["kind"]),
                text=written["text"],
                printed_number=written.get("printed_number", ""),
                agencies=[memory.agencies[key] for key in written.get("agencies", ())],
            )
            uow.session.flush()
            memory.findings[written["key"]] = found.id


def theme(memory: Memory, told: Telling) -> None:
    with memory.as_("manager") as uow:
        theme = themes.create(
            uow,
            memory.plan["code"],
            title=told["title"],
            title_cy=told["title_cy"],
            sponsor=memory.people[told["sponsor"]],
            executive_lead=memory.people[told["executive_lead"]],
        )
        uow.session.flush()
        memory.themes[told["number"]] = theme.id


def recommendation(memory: Memory, told: Telling) -> None:
    with memory.as_("manager") as uow:
        made = recommendations.create(
            uow,
            memory.plan["code"],
            theme=memory.themes[told["theme"]],
            title=told["title"],
            title_cy=told["title_cy"],
            text=told["text"],
            text_cy=told["text_cy"],
            findings=[memory.findings[key] for key in told["findings"]],
            response=Response(told.get("response", Response.ACCEPTED)),
            response_reason=told.get("response_reason", ""),
            outcome=told["outcome"],
            speaker=memory.people[told["speaker"]],
        )
        uow.session.flush()
        memory.recommendations[told["number"]] = (made.id, made.reference)


def answers(memory: Memory, told: Telling, number: int) -> None:
    """A recommendation comes to answer later findings too."""
    with memory.as_("manager") as uow:
        made = uow.get(Recommendation, memory.recommendations[number][0])
        known = [finding.id for finding in made.findings]
        recommendations.edit(
            uow,
            made.reference,
            made.version,
            theme=made.theme_id,
            title=made.title,
            title_cy=made.title_cy,
            text=made.text,
            text_cy=made.text_cy,
            findings=[*known, *(memory.findings[key] for key in told["findings"])],
            response=made.response,
            response_reason=made.response_reason,
            outcome=made.outcome,
            speaker=made.speaker_id,
        )


def action(memory: Memory, told: Telling, number: int, sequence: int) -> None:
    with memory.as_("manager") as uow:
        _id, home = memory.recommendations[number]
        served = [memory.recommendations[also][0] for also in told.get("also_serves", ())]
        action = actions.create(
            uow,
            home,
            title=told["title"],
            title_cy=told["title_cy"],
            description="" if told.get("fact") else INVENTED,
            starts_on=told["starts_on"],
            due_on=told["due_on"],
            statutory_due_on=told.get("statutory_due_on"),
            owner=memory.people[told["owner"]],
            accountable_lead=memory.people[told["lead"]],
            agencies=[memory.agencies[key] for key in told.get("agencies", ("council",))],
            recommendations=served,
            confirmed=True,
        )
        uow.session.flush()
        lines = [expected_items.Line(words, EvidenceKind(kind)) for kind, words in told["expected"]]
        expected_items.write(uow, action.reference, lines)
        for title, due_on, *_reached in told.get("milestones", ()):
            milestones.create(uow, action.reference, title=title, due_on=due_on, confirmed=True)
        memory.actions[number, sequence] = (action.reference, told)


def agreement(memory: Memory, told: Telling) -> None:
    with memory.as_("manager") as uow:
        plans.agree(uow, told["code"], agreed_on=told["agreed_on"], confirmed=True)


TELLS: dict[str, Tell] = {
    "plan": plan,
    "source": source,
    "theme": theme,
    "recommendation": recommendation,
    "answers": answers,
    "action": action,
    "agreement": agreement,
}
