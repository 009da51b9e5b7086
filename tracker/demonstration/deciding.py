"""Telling what boards do, and what leads up to a visit."""

from sqlalchemy import select

from tracker.demonstration.memory import Memory, Tell
from tracker.demonstration.story import Telling
from tracker.domain.rag import Rating
from tracker.models import Closure, Meeting, Recommendation
from tracker.queries import positions
from tracker.services import closures, confirmations, meetings, readiness, visits
from tracker.services.unit_of_work import UnitOfWork


def meeting(memory: Memory, told: Telling) -> None:
    with memory.as_("manager") as uow:
        meeting = meetings.create(
            uow,
            memory.plan["code"],
            board_id=memory.boards[memory.plan["board"]],
            held_on=told["held_on"],
            place=told["place"],
        )
        uow.session.flush()
        memory.meetings[told["held_on"]] = meeting.id


def held(memory: Memory, told: Telling) -> None:
    meeting_id = memory.meetings[told["held_on"]]
    for said in told.get("confirmation", ()):
        with memory.as_(said["by"]) as uow:
            _judge(memory, uow, meeting_id, said)
    with memory.as_("manager") as uow:
        meetings.conclude(uow, meeting_id)


def _judge(memory: Memory, uow: UnitOfWork, meeting_id: int, said: Telling) -> None:
    _id, reference = memory.recommendations[said["recommendation"]]
    plan_id = uow.get(Meeting, meeting_id).plan_id
    found = positions.of_plan(uow.session, plan_id, uow.today, uow.calendar, uow.zone)
    position = found.by_reference(reference)
    seen = position.computed.rating if position else Rating.NOT_STARTED
    if said["verdict"] == "overridden":
        confirmations.override(
            uow,
            meeting_id,
            reference,
            seen=seen,
            rating=Rating(said["rating"]),
            reason=said["reason"],
            until=said.get("until"),
        )
    elif said["verdict"] == "challenged":
        confirmations.challenge(uow, meeting_id, reference, seen=seen, reason=said["reason"])
    else:
        confirmations.confirm(uow, meeting_id, reference, seen=seen)


def closure(memory: Memory, told: Telling, number: int) -> None:
    with memory.as_(told["by"]) as uow:
        closures.ask(uow, memory.recommendations[number][1], words=told["words"])


def closed(memory: Memory, told: Telling, number: int) -> None:
    with memory.as_(told["decided_by"]) as uow:
        recommendation = uow.get(Recommendation, memory.recommendations[number][0])
        asked = select(Closure).where(Closure.recommendation_id == recommendation.id)
        closure = uow.session.scalars(asked).one()
        closures.close(uow, closure.id, closure.version, reason=told["reason"])


def visit(memory: Memory, told: Telling) -> None:
    known = memory.recommendations
    with memory.as_("manager") as uow:
        visits.create(
            uow,
            memory.plan["code"],
            title=told["title"],
            title_cy=told["title_cy"],
            starts_on=told["starts_on"],
            ends_on=told["ends_on"],
            days=told["days"],
            scope=told["scope"],
            inspectorates=[memory.inspectorates[name] for name in told["inspectorates"]],
            lines=[
                visits.Enquiry(
                    line["text"],
                    tuple(
                        known[number][1] for number in line["recommendations"] if number in known
                    ),
                )
                for line in told["line"]
            ],
            confirmed=True,
        )


def morning(memory: Memory, _told: Telling) -> None:
    """What the timetable does each morning before a visit."""
    readiness.prepare_due(memory.units, now=memory.now)


TELLS: dict[str, Tell] = {
    "meeting": meeting,
    "held": held,
    "closure": closure,
    "closed": closed,
    "visit": visit,
    "morning": morning,
}
