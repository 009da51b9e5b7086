"""What the telling remembers of what it has made, and who does the next thing when.

Nothing is written behind the product's back: each thing is done through the service that
a person would use, by that person, at the moment it is told of; a rule that refuses it
stops the telling.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from tracker.demonstration.story import Telling
from tracker.services.unit_of_work import UnitOfWork, UnitsOfWork

INVENTED = "Invented for this demonstration. / Dyfeisiwyd ar gyfer yr arddangosiad hwn."


@dataclass
class Memory:
    """Ids and references by the names the story uses: keys for people, bodies, findings
    and evidence, numbers for themes, recommendations and actions, days for meetings."""

    units: UnitsOfWork
    bodies: Telling
    now: datetime
    people: dict[str, int] = field(default_factory=dict)
    agencies: dict[str, int] = field(default_factory=dict)
    inspectorates: dict[str, int] = field(default_factory=dict)
    boards: dict[str, int] = field(default_factory=dict)
    plan: Telling = field(default_factory=dict)
    findings: dict[str, int] = field(default_factory=dict)
    themes: dict[int, int] = field(default_factory=dict)
    recommendations: dict[int, tuple[int, str]] = field(default_factory=dict)
    actions: dict[tuple[Any, ...], tuple[str, Telling]] = field(default_factory=dict)
    links: dict[str, int] = field(default_factory=dict)
    meetings: dict[date, int] = field(default_factory=dict)

    def as_(self, key: str) -> AbstractContextManager[UnitOfWork]:
        """A unit of work by the person of that key, now."""
        return self.units(self.people[key], now=self.now)

    def forget_plan(self) -> None:
        """Before the next plan: its numbers and keys begin anew."""
        self.plan = {}
        for names in (
            self.findings,
            self.themes,
            self.recommendations,
            self.actions,
            self.links,
            self.meetings,
        ):
            names.clear()

    def as_system(self) -> AbstractContextManager[UnitOfWork]:
        """A unit of work by the installation itself, now."""
        return self.units(now=self.now)


#: Lets one thing happen: what is told of it, and what it belongs to.
Tell = Callable[..., None]
