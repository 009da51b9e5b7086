"""Where a readiness summary leads: to the page of a thing, or to the form that mends it.

Pages are named as their routes are; the caller makes addresses of the names.
"""

from collections.abc import Callable

from tracker.domain.readiness_checks import CheckCode
from tracker.domain.readiness_summary import GapCode
from tracker.domain.references import ReferenceKind

#: The page of each kind of thing.
PAGES = {
    ReferenceKind.PLAN: "plans.overview",
    ReferenceKind.RECOMMENDATION: "recommendations.show",
    ReferenceKind.ACTION: "actions.show",
    ReferenceKind.EVIDENCE: "evidence.show",
    ReferenceKind.SOURCE: "sources.show",
    ReferenceKind.VISIT: "visits.show",
}

#: What kind of thing a check or a gap names; agencies are named, not referred to. A gap and
#: a check of the same name are the same lack, and the same key.
_NAMED: dict[CheckCode | GapCode, ReferenceKind] = {
    CheckCode.FINDINGS_UNMAPPED: ReferenceKind.SOURCE,
    CheckCode.NO_ACTIONS: ReferenceKind.RECOMMENDATION,
    CheckCode.OVERDUE: ReferenceKind.ACTION,
    CheckCode.SILENT: ReferenceKind.ACTION,
    CheckCode.CLAIMED_UNPROVED: ReferenceKind.ACTION,
    CheckCode.EVIDENCE_STALE: ReferenceKind.EVIDENCE,
    CheckCode.EXPECTED_OPEN: ReferenceKind.ACTION,
    CheckCode.DISAGREEMENT: ReferenceKind.RECOMMENDATION,
    CheckCode.NO_SPEAKER: ReferenceKind.RECOMMENDATION,
    CheckCode.NO_OWNER: ReferenceKind.ACTION,
    GapCode.NOTHING_ACCEPTED: ReferenceKind.RECOMMENDATION,
    GapCode.UNPROVED: ReferenceKind.ACTION,
    GapCode.STALE: ReferenceKind.EVIDENCE,
}

#: The form that mends it; where there is none, the page of the thing shows what can be done.
FORMS: dict[CheckCode | GapCode, str] = {
    CheckCode.NO_ACTIONS: "actions.create",
    CheckCode.SILENT: "updates.create",
    CheckCode.CLAIMED_UNPROVED: "evidence.add",
    CheckCode.EVIDENCE_STALE: "evidence.version",
    CheckCode.EXPECTED_OPEN: "evidence.add",
    CheckCode.NO_SPEAKER: "recommendations.edit",
    CheckCode.NO_OWNER: "actions.edit",
    GapCode.UNPROVED: "evidence.add",
    GapCode.STALE: "evidence.version",
}


class PageLinks:
    """Every link leads to a page; `address` makes it from a route's name and a reference."""

    def __init__(self, address: Callable[[str, str], str]) -> None:
        self._address = address

    def to(self, kind: ReferenceKind, reference: str) -> str:
        return self._address(PAGES[kind], reference)

    def cure(self, missing: CheckCode | GapCode, reference: str) -> str:
        kind = _NAMED.get(missing)
        return self.to(kind, reference) if kind else ""


class FormLinks(PageLinks):
    """For whoever may change the plan: what is missing leads to the form that mends it."""

    def cure(self, missing: CheckCode | GapCode, reference: str) -> str:
        form = FORMS.get(missing)
        return self._address(form, reference) if form else super().cure(missing, reference)
