"""What a body is not ready on: headings, findings of the checks, and gaps."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from tracker.domain.evidence import Staleness
from tracker.domain.languages import Language
from tracker.domain.readiness_checks import Check, CheckCode
from tracker.domain.readiness_summary import Gap, GapCode
from tracker.wording.catalogue import N_, Words
from tracker.wording.dates import long_date
from tracker.wording.evidence import staleness_words

_READY = {
    CheckCode.FINDINGS_UNMAPPED: N_("Every finding that asks for an answer has one"),
    CheckCode.NO_ACTIONS: N_("Every accepted recommendation has an action"),
    CheckCode.OVERDUE: N_("No action is overdue"),
    CheckCode.SILENT: N_("Every action due before the visit was updated in the last 14 days"),
    CheckCode.CLAIMED_UNPROVED: N_("Every action said to be delivered has accepted evidence"),
    CheckCode.EVIDENCE_STALE: N_("No accepted evidence will be stale when the visit begins"),
    CheckCode.EXPECTED_OPEN: N_("All evidence expected by the visit is met or waived"),
    CheckCode.DISAGREEMENT: N_("On every recommendation the board and the facts agree"),
    CheckCode.NO_SPEAKER: N_("Every recommendation has somebody who will speak about it"),
    CheckCode.NO_OWNER: N_("Every action has an owner"),
    CheckCode.AGENCY_WITHOUT_OWNER: N_("Every agency that shares an action owns one"),
}

_Count = Callable[[Words, int], str]

_FAILING: dict[CheckCode, _Count] = {
    CheckCode.FINDINGS_UNMAPPED: lambda w, number: w.ngettext(
        "%(num)s finding has no recommendation that answers it",
        "%(num)s findings have no recommendation that answers them",
        number,
    ),
    CheckCode.NO_ACTIONS: lambda w, number: w.ngettext(
        "%(num)s recommendation has no action",
        "%(num)s recommendations have no action",
        number,
    ),
    CheckCode.OVERDUE: lambda w, number: w.ngettext(
        "%(num)s action is overdue", "%(num)s actions are overdue", number
    ),
    CheckCode.SILENT: lambda w, number: w.ngettext(
        "%(num)s action due before the visit has had no update for 14 days",
        "%(num)s actions due before the visit have had no update for 14 days",
        number,
    ),
    CheckCode.CLAIMED_UNPROVED: lambda w, number: w.ngettext(
        "%(num)s action is said to be delivered without accepted evidence",
        "%(num)s actions are said to be delivered without accepted evidence",
        number,
    ),
    CheckCode.EVIDENCE_STALE: lambda w, number: w.ngettext(
        "%(num)s piece of accepted evidence will be stale when the visit begins",
        "%(num)s pieces of accepted evidence will be stale when the visit begins",
        number,
    ),
    CheckCode.EXPECTED_OPEN: lambda w, number: w.ngettext(
        "%(num)s action still lacks evidence expected by the visit",
        "%(num)s actions still lack evidence expected by the visit",
        number,
    ),
    CheckCode.DISAGREEMENT: lambda w, number: w.ngettext(
        "on %(num)s recommendation the board and the facts disagree",
        "on %(num)s recommendations the board and the facts disagree",
        number,
    ),
    CheckCode.NO_SPEAKER: lambda w, number: w.ngettext(
        "nobody is named to speak to %(num)s recommendation",
        "nobody is named to speak to %(num)s recommendations",
        number,
    ),
    CheckCode.NO_OWNER: lambda w, number: w.ngettext(
        "%(num)s action has no owner", "%(num)s actions have no owner", number
    ),
    CheckCode.AGENCY_WITHOUT_OWNER: lambda w, number: w.ngettext(
        "%(num)s agency shares actions and owns none",
        "%(num)s agencies share actions and own none",
        number,
    ),
}

_GAPS = {
    GapCode.NO_ACTIONS: N_("No action answers this recommendation"),
    GapCode.NOTHING_ACCEPTED: N_("No evidence has been accepted for this recommendation"),
    GapCode.UNPROVED: N_("Said to be delivered, and no evidence accepted"),
    GapCode.EXPECTED_OPEN: N_("Expected and not there yet: %(item)s"),
    GapCode.STALE: N_("%(title)s, %(dated_on)s: %(why)s"),
    GapCode.SILENT: N_("No update since %(last_update_on)s"),
    GapCode.NO_OWNER: N_("Nobody owns this action"),
    GapCode.NO_SPEAKER: N_("Nobody is named to speak to this recommendation"),
}
_NEVER_UPDATED = N_("No update yet")


def check_words(check: Check, language: Language) -> str:
    """What the check found: "3 actions are overdue", or that all is well."""
    w = Words(language)
    if check.is_ready:
        return w._(_READY[check.code])
    return _FAILING[check.code](w, len(check.failing))


def gap_words(gap: Gap, language: Language) -> str:
    """What is missing, without the reference it is missing for."""
    w = Words(language)
    if gap.code is GapCode.SILENT and not gap.params:
        return w._(_NEVER_UPDATED)
    return w._(_GAPS[gap.code], **_spoken(gap.params, language))


def not_ready_line(checks: tuple[Check, ...], language: Language) -> str:
    """ "Not ready on: 3 actions are overdue; …", or that nothing was found."""
    w = Words(language)
    failing = [check_words(check, language) for check in checks if not check.is_ready]
    if not failing:
        return w._("No check found anything missing")
    return w._("Not ready on: %(list)s", list="; ".join(failing))


def _spoken(params: Mapping[str, Any], language: Language) -> dict[str, Any]:
    return {name: _said(name, value, language) for name, value in params.items()}


def _said(name: str, value: Any, language: Language) -> Any:
    if name == "why":
        return staleness_words(Staleness(value), language)
    return long_date(value, language) if isinstance(value, date) else value
