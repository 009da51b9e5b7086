"""One stored noun of each kind, for tests that knock at every door."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

from werkzeug.routing import Rule

from tests import factories
from tests.ground.databases import Save
from tracker.domain.permissions import Role
from tracker.models import Person


@dataclass(frozen=True)
class World:
    """`everybody` holds every role and owns the action; `names` is what each kind of item
    is called in an address."""

    everybody: Person
    names: dict[str, str]

    #: Addresses of things that a world does not hold.
    NOT_THERE: ClassVar[set[str]] = {"sign_in.password"}

    @classmethod
    def stored(cls, save: Save) -> "World":
        everybody = factories.person(*Role)
        action = factories.action(owner=everybody)
        visit = factories.visit(plan=action.plan)
        finding = factories.finding()
        board, inspectorate = factories.board(), factories.inspectorate()
        closed_day, milestone = factories.closed_day(), factories.milestone(action=action)
        save(everybody, action, visit, finding, board, inspectorate, closed_day, milestone)
        meeting = factories.meeting(plan_id=action.plan_id)
        evidence = factories.evidence(plan_id=action.plan_id, uploaded_by=everybody)
        message = factories.message(person=everybody)
        save(meeting, evidence, message)
        return cls(
            everybody,
            {
                "action": action.reference,
                "agency": str(everybody.agency_id),
                "board": str(board.id),
                "closed_day": str(closed_day.id),
                "evidence": evidence.reference,
                "finding": str(finding.id),
                "inspectorate": str(inspectorate.id),
                "job": "reminders",
                "meeting": str(meeting.id),
                "milestone": str(milestone.id),
                "outbox": str(message.id),
                "person": str(everybody.id),
                "plan": action.plan.code,
                "recommendation": action.recommendation.reference,
                "source": finding.source.reference,
                "theme": str(action.recommendation.theme_id),
                "visit": visit.reference,
            },
        )

    def arguments(self, rule: Rule, view: Callable[..., Any]) -> dict[str, str]:
        """What to put into an address so that it names something of this world."""
        return {name: self._named(name, rule, view) for name in rule.arguments}

    def _named(self, name: str, rule: Rule, view: Callable[..., Any]) -> str:
        if name == "filename":
            return "app.css"
        of: str = getattr(view, "of", "") or rule.endpoint.split(".")[0].rstrip("s")
        return self.names[of] if name == "ref" else "1"
