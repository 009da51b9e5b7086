"""The story as written in `content/`, on the dates it is to be told with. Pure but for
reading those files.

Dates are moved by whole weeks, so that a Monday stays a Monday and the reference date of
each plan falls in the current week; or they are left where they were, and what had not
yet happened on the day asked for is left out.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

CONTENT = Path(__file__).parent / "content"
FILES = Path(__file__).parent / "files"
PLANS = ("cs17", "jc23")

Telling = Mapping[str, Any]

_MADE_FIRST = ("morning", "source", "plan", "theme", "recommendation", "action", "agreement")
_DONE = len(_MADE_FIRST)


@dataclass(frozen=True)
class Happening:
    """One thing that happened: on which day, what kind of thing, and what is told of it.

    `about` leads back to what it belongs to: a plan's code, a recommendation, an action.
    """

    on: date
    kind: str
    told: Telling
    about: tuple[Any, ...] = ()


def bodies() -> Telling:
    """Agencies, inspectorates, boards and people."""
    return _read("bodies")


def plan(name: str, weeks: int = 0) -> Telling:
    """One plan's story, with its dates moved by `weeks`."""
    told: Telling = _moved(_read(name), timedelta(weeks=weeks))
    return told


def weeks_to(reference_date: date, today: date) -> int:
    """Whole weeks from the reference date's week to that of `today`."""
    monday = today - timedelta(days=today.weekday())
    return (monday - (reference_date - timedelta(days=reference_date.weekday()))).days // 7


def happenings(told: Telling) -> list[Happening]:
    """Everything of a plan's story, in the order in which it happened.

    On one day what is made comes before what is done with it, a meeting comes last, and
    otherwise things happen as they are written.
    """
    return sorted([*_mornings(told), *_all(told)], key=_place)


def _place(happening: Happening) -> tuple[date, int]:
    first = _MADE_FIRST.index(happening.kind) if happening.kind in _MADE_FIRST else _DONE
    return happening.on, _DONE + 1 if happening.kind == "held" else first


def _mornings(told: Telling) -> Iterator[Happening]:
    """The timetable's mornings between the entering of a visit and the visit."""
    for visit in told["visit"]:
        for ahead in range(1, (visit["starts_on"] - visit["entered_on"]).days):
            yield Happening(visit["entered_on"] + timedelta(days=ahead), "morning", visit)


def _all(told: Telling) -> Iterator[Happening]:
    plan_facts = told["plan"]
    created_on = plan_facts["created_on"]
    for source in told["source"]:
        yield Happening(source["received_on"], "source", source)
    yield Happening(created_on, "plan", plan_facts)
    for theme in told["theme"]:
        yield Happening(created_on, "theme", theme)
    for recommendation in told["recommendation"]:
        made_on = recommendation.get("on", created_on)
        yield Happening(made_on, "recommendation", recommendation)
        for sequence, action in enumerate(recommendation.get("action", ()), start=1):
            about = (recommendation["number"], sequence)
            yield Happening(action.get("on", made_on), "action", action, about)
    yield Happening(plan_facts["agreed_on"], "agreement", plan_facts)
    for visit in told["visit"]:
        yield Happening(visit["entered_on"], "visit", visit)
    for recommendation in told["recommendation"]:
        for sequence, action in enumerate(recommendation.get("action", ()), start=1):
            yield from _history(action, (recommendation["number"], sequence))
        number = (recommendation["number"],)
        if later := recommendation.get("later_findings"):
            yield Happening(later["on"], "answers", later, number)
        if closed := recommendation.get("closed"):
            yield Happening(closed["asked_on"], "closure", closed, number)
            yield Happening(closed["decided_on"], "closed", closed, number)
    for closure in told.get("closure", ()):
        yield Happening(closure["asked_on"], "closure", closure, (closure["recommendation"],))
    for meeting in told["meeting"]:
        yield Happening(meeting["entered_on"], "meeting", meeting)
        if meeting.get("held", True):
            yield Happening(meeting["held_on"], "held", meeting)


def _history(action: Telling, about: tuple[int, int]) -> Iterator[Happening]:
    for step in action["history"]:
        yield Happening(step["on"], step["do"], step, about)
    for position, (_title, _due_on, *reached) in enumerate(action.get("milestones", ())):
        if reached:
            yield Happening(reached[0], "reach", {"milestone": position}, about)


def _read(name: str) -> Telling:
    return tomllib.loads((CONTENT / f"{name}.toml").read_text(encoding="utf-8"))


def _moved(value: Any, by: timedelta) -> Any:
    if isinstance(value, dict):
        return {key: _moved(item, by) for key, item in value.items()}
    if isinstance(value, list):
        return [_moved(item, by) for item in value]
    return value + by if isinstance(value, date) else value
