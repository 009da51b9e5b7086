"""One valid noun each, unsaved, through the plain constructors of the models.

Say only what the test is about: `action(due_on=date(2018, 2, 2), owner=anna)`. What is
left out is valid, unique where it must be, and dated around `TODAY`. A noun that stands on
another makes that one too. Where a model names another by id alone, so does its factory.
"""

from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from tracker.domain.agencies import AgencyKind
from tracker.domain.date_changes import ChangeReason
from tracker.domain.evidence import EvidenceKind
from tracker.domain.meetings import ClosureState, Verdict
from tracker.domain.permissions import Role
from tracker.domain.rag import Rating
from tracker.domain.sources import FindingKind, SourceKind
from tracker.domain.updates import UpdateKind
from tracker.models import (
    Action,
    Agency,
    Board,
    ClosedDay,
    Closure,
    Confirmation,
    DateChange,
    Evidence,
    EvidenceLink,
    EvidenceVersion,
    ExpectedItem,
    Finding,
    Inspectorate,
    LineOfEnquiry,
    Meeting,
    Message,
    Milestone,
    Person,
    Plan,
    Recommendation,
    RoleGrant,
    Source,
    Theme,
    Update,
    Visit,
)

#: The day on which every test stands unless it says otherwise: a Monday.
TODAY = date(2018, 3, 12)
#: 09:00 in Wales on that day, when there is no summer time yet.
NOW = datetime(2018, 3, 12, 9, 0, tzinfo=UTC)

_numbers = count(1)


def _over(given: dict[str, Any], **usual: Any) -> dict[str, Any]:
    """`given`, and from `usual` what it leaves out: neither the thing nor its id is there.

    What `usual` makes by a function is made only when it is needed.
    """
    left_out = {
        name: value() if callable(value) else value
        for name, value in usual.items()
        if name not in given and f"{name}_id" not in given
    }
    return {**left_out, **given}


def agency(**given: Any) -> Agency:
    return Agency(**_over(given, name=f"Agency {next(_numbers)}", kind=AgencyKind.COUNCIL))


def person(*roles: Role, **given: Any) -> Person:
    """Somebody with an account, and with each of `roles` in every plan."""
    number = next(_numbers)
    somebody = Person(
        **_over(
            given,
            name=f"Person {number}",
            role_title=f"Post {number}",
            email=f"person{number}@council.example",
            session_key=f"session-{number}",
            agency=agency,
        )
    )
    somebody.grants.extend(RoleGrant(role=role) for role in roles)
    return somebody


def inspectorate(**given: Any) -> Inspectorate:
    number = next(_numbers)
    return Inspectorate(**_over(given, abbreviation=f"INS{number}", name=f"Inspectorate {number}"))


def source(**given: Any) -> Source:
    number = next(_numbers)
    return Source(
        **_over(
            given,
            reference=f"SOURCE-{number}",
            kind=SourceKind.INSPECTION,
            title=f"Inspection {number}",
            published_on=date(2017, 10, 17),
            received_on=date(2017, 10, 17),
        )
    )


def finding(**given: Any) -> Finding:
    number = next(_numbers)
    return Finding(
        **_over(
            given,
            source=source,
            position=number,
            kind=FindingKind.RECOMMENDATION,
            text=f"Finding {number}",
        )
    )


def board(**given: Any) -> Board:
    return Board(**_over(given, name=f"Improvement Board {next(_numbers)}"))


def plan(**given: Any) -> Plan:
    number = next(_numbers)
    return Plan(**_over(given, code=f"PL{number}", title=f"Plan {number}"))


def theme(**given: Any) -> Theme:
    number = next(_numbers)
    return Theme(**_over(given, plan=plan, number=number, title=f"Theme {number}"))


def recommendation(**given: Any) -> Recommendation:
    """In `theme` if one is given, else in a theme of its own in `plan`."""
    number = next(_numbers)
    home = given.pop("theme", None) or theme(**_plan_of(given))
    return Recommendation(
        **_over(
            given,
            plan=home.plan,
            theme=home,
            number=number,
            reference=f"{home.plan.code}-R{number:02}",
            title=f"Recommendation {number}",
            text=f"What is recommended, {number}",
        )
    )


def action(**given: Any) -> Action:
    """Agreed last autumn and due at the end of next month, with an owner and a lead.

    `due_on` alone gives the original due date too; `plan` alone a recommendation in it.
    """
    number = next(_numbers)
    home = given.pop("recommendation", None) or recommendation(**_plan_of(given))
    due_on = given.get("due_on", date(2018, 4, 30))
    return Action(
        **_over(
            given,
            plan=home.plan,
            recommendation=home,
            recommendations=[home],
            sequence=number,
            reference=f"{home.reference}.{number:02}",
            title=f"Action {number}",
            owner=person,
            accountable_lead=person,
            starts_on=date(2017, 11, 1),
            original_due_on=due_on,
            due_on=due_on,
        )
    )


def milestone(**given: Any) -> Milestone:
    return Milestone(**_over(given, title=f"Milestone {next(_numbers)}", due_on=date(2018, 4, 1)))


def expected_item(**given: Any) -> ExpectedItem:
    number = next(_numbers)
    return ExpectedItem(
        **_over(given, position=number, description=f"Proof {number}", kind=EvidenceKind.OUTPUT)
    )


def evidence(**given: Any) -> Evidence:
    """A proof with one file in its first version; `plan_id` must be given."""
    number = next(_numbers)
    proof = Evidence(
        **_over(
            given,
            reference=f"E{number:06}",
            title=f"Evidence {number}",
            kind=EvidenceKind.OUTPUT,
            dated_on=date(2018, 2, 28),
            uploaded_by=person,
        )
    )
    if not proof.versions:
        proof.versions.append(evidence_version(uploaded_by=proof.uploaded_by))
    return proof


def evidence_version(**given: Any) -> EvidenceVersion:
    return EvidenceVersion(
        **_over(
            given,
            number=1,
            position=1,
            file_name="minutes.pdf",
            media_type="application/pdf",
            size=1200,
            sha256=f"{next(_numbers):064x}",
            uploaded_by=person,
            uploaded_at=NOW,
            attested_at=NOW,
        )
    )


def evidence_link(evidence: Evidence, action: Action, **given: Any) -> EvidenceLink:
    """`evidence` put forward for `action` by whoever uploaded it."""
    return EvidenceLink(
        **_over(
            given,
            evidence=evidence,
            action=action,
            version_number=1,
            submitted_by=evidence.uploaded_by,
            submitted_at=NOW,
        )
    )


def update(**given: Any) -> Update:
    """`action_id` must be given."""
    return Update(
        **_over(
            given,
            kind=UpdateKind.PROGRESS,
            words="Six of eight teams trained.",
            person=person,
            as_at=TODAY,
            at=NOW,
        )
    )


def date_change(action: Action, **given: Any) -> DateChange:
    """More time asked for by the owner of `action`, not yet decided."""
    return DateChange(
        **_over(
            given,
            action=action,
            reason_code=ChangeReason.CAPACITY,
            words="Two posts are vacant.",
            from_on=action.due_on,
            proposed_on=date(2018, 6, 29),
            asked_by=action.owner,
            asked_at=NOW,
        )
    )


def meeting(**given: Any) -> Meeting:
    """`plan_id` must be given."""
    return Meeting(**_over(given, board=board, held_on=date(2018, 2, 12)))


def confirmation(**given: Any) -> Confirmation:
    """A rating confirmed as computed; `recommendation_id` must be given."""
    computed = given.get("computed", Rating.ON_TRACK)
    return Confirmation(
        **_over(
            given,
            meeting=meeting,
            verdict=Verdict.CONFIRMED,
            computed=computed,
            rating=computed,
            reasons=[],
            person=person,
            at=NOW,
        )
    )


def closure(**given: Any) -> Closure:
    """A closing asked for; `recommendation_id` must be given."""
    return Closure(**_over(given, state=ClosureState.ASKED, asked_by=person, asked_at=NOW))


def visit(**given: Any) -> Visit:
    """Three days on site, six working days from `TODAY`."""
    number = next(_numbers)
    home = given.pop("plan", None) or plan()
    return Visit(
        **_over(
            given,
            plan=home,
            number=number,
            reference=f"{home.code}-V{number:02}",
            title=f"Monitoring visit {number}",
            starts_on=date(2018, 3, 20),
            ends_on=date(2018, 3, 22),
            days=3,
        )
    )


def line_of_enquiry(**given: Any) -> LineOfEnquiry:
    number = next(_numbers)
    return LineOfEnquiry(**_over(given, position=number, text=f"Line of enquiry {number}"))


def closed_day(**given: Any) -> ClosedDay:
    return ClosedDay(**_over(given, day=date(2018, 3, 16), name="Closed for moving house"))


def message(**given: Any) -> Message:
    """A message that is owed and may leave now."""
    return Message(
        **_over(
            given,
            key=f"test:{next(_numbers)}",
            kind="overdue-digest",
            person=person,
            local_date=TODAY,
            facts={},
            created_at=NOW,
            not_before=NOW,
            message_id="",
        )
    )


def _plan_of(given: dict[str, Any]) -> dict[str, Plan]:
    return {"plan": given["plan"]} if "plan" in given else {}
