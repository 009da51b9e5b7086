"""Tables: columns, constraints, relationships, and no rules. One file per noun.

Importing this package makes every table known to the metadata.
"""

from tracker.models.actions import Action, ExpectedItem, Milestone
from tracker.models.agencies import Agency
from tracker.models.base import Base
from tracker.models.boards import Board, Closure, Confirmation, Meeting
from tracker.models.date_changes import DateChange
from tracker.models.events import Event
from tracker.models.evidence import Evidence, EvidenceLink, EvidenceVersion
from tracker.models.inspectorates import Inspectorate
from tracker.models.jobs import JobRun, RunState
from tracker.models.outbox import Message, MessageState
from tracker.models.people import FailedSignIn, PasswordLink, Person, RoleGrant
from tracker.models.plans import Plan, Theme
from tracker.models.recommendations import Recommendation
from tracker.models.settings import ClosedDay, Setting
from tracker.models.sources import Finding, Source, SourceInspectorate
from tracker.models.updates import Update
from tracker.models.visits import LineOfEnquiry, ReadinessSummary, Visit

__all__ = [
    "Action",
    "Agency",
    "Base",
    "Board",
    "ClosedDay",
    "Closure",
    "Confirmation",
    "DateChange",
    "Event",
    "Evidence",
    "EvidenceLink",
    "EvidenceVersion",
    "ExpectedItem",
    "FailedSignIn",
    "Finding",
    "Inspectorate",
    "JobRun",
    "LineOfEnquiry",
    "Meeting",
    "Message",
    "MessageState",
    "Milestone",
    "PasswordLink",
    "Person",
    "Plan",
    "ReadinessSummary",
    "Recommendation",
    "RoleGrant",
    "RunState",
    "Setting",
    "Source",
    "SourceInspectorate",
    "Theme",
    "Update",
    "Visit",
]
