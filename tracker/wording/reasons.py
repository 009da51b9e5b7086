"""Why something is rated as it is, clause by clause, and what would mend it."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from tracker.domain.languages import Language
from tracker.domain.reasons import Mend, Reason, ReasonCode
from tracker.wording.catalogue import N_, Words
from tracker.wording.dates import long_date

_MENDS = {
    Mend.DELIVER: N_("deliver it and say so"),
    Mend.ASK_MORE_TIME: N_("ask for more time"),
    Mend.SAY_HOW_IT_GOES: N_("say how it goes"),
    Mend.SHOW_EVIDENCE: N_("add evidence"),
    Mend.UNBLOCK: N_("remove what blocks it"),
    Mend.DECIDE_DATE_CHANGE: N_("decide on the request for more time"),
    Mend.CHASE_OTHERS: N_("ask the other body to act"),
    Mend.CHECK_PROOF: N_("check the proof"),
    Mend.BRING_FORWARD: N_("bring the forecast forward"),
    Mend.START: N_("start it"),
    Mend.PLAN_ACTION: N_("plan an action that answers it"),
}

_PLAIN = {
    ReasonCode.DUE_SOON_NOTHING_SHOWN: N_(
        "due soon, with no evidence and nothing said for 14 days"
    ),
    ReasonCode.STATUTORY_PASSED: N_(
        "the latest date the law allows, %(statutory_due_on)s, has passed"
    ),
    ReasonCode.FORECAST_AFTER_STATUTORY: N_(
        "forecast for %(forecast_on)s, after the latest date the law allows, %(statutory_due_on)s"
    ),
    ReasonCode.DATE_CHANGE_UNDECIDED: N_("more time asked for on %(asked_on)s and not yet decided"),
    ReasonCode.UNDER_WAY: N_("under way"),
    ReasonCode.STARTS_LATER: N_("starts on %(starts_on)s"),
    ReasonCode.NOT_BEGUN: N_("was to start on %(starts_on)s and has not been started"),
    ReasonCode.REOPENED: N_("reopened on %(reopened_on)s"),
    ReasonCode.NO_EVIDENCE: N_("no evidence accepted"),
    ReasonCode.NO_ACTIONS: N_("no action answers it yet"),
}


def clause(reason: Reason, language: Language) -> str:
    """One clause, without capital or full stop, to be joined with others."""
    w = Words(language)
    params = {
        name: long_date(value, language) if isinstance(value, date) else value
        for name, value in reason.params.items()
    }
    special = _SPECIAL.get(reason.code)
    return special(w, params) if special else w._(_PLAIN[reason.code], **params)


def mend_words(mend: Mend, language: Language) -> str:
    """What would make the rating better, as an invitation without capital."""
    return Words(language)._(_MENDS[mend])


def _overdue(w: Words, params: Mapping[str, Any]) -> str:
    if params["days"] == 1:
        due = w._("due %(due_on)s, yesterday", due_on=params["due_on"])
    else:
        due = w.ngettext(
            "due %(due_on)s, %(num)s day ago",
            "due %(due_on)s, %(num)s days ago",
            params["days"],
            due_on=params["due_on"],
        )
    return due + _slip(w, params)


def _due(w: Words, params: Mapping[str, Any]) -> str:
    if params["days"] == 0:
        due = w._("due %(due_on)s, today", due_on=params["due_on"])
    elif params["days"] == 1:
        due = w._("due %(due_on)s, tomorrow", due_on=params["due_on"])
    else:
        due = w.ngettext(
            "due %(due_on)s, in %(num)s day",
            "due %(due_on)s, in %(num)s days",
            params["days"],
            due_on=params["due_on"],
        )
    return due + _slip(w, params)


def _agreed_for(w: Words, params: Mapping[str, Any]) -> str:
    return w._("agreed for %(due_on)s", due_on=params["due_on"]) + _slip(w, params)


def _slip(w: Words, params: Mapping[str, Any]) -> str:
    """The original date and how far the current one has moved from it, if it has."""
    days, original = params["slip_days"], params["original_due_on"]
    if not days:
        return ""
    if days < 0:
        moved = w.ngettext(
            "first due %(original)s, brought forward by %(num)s day",
            "first due %(original)s, brought forward by %(num)s days",
            -days,
            original=original,
        )
    else:
        moved = w.ngettext(
            "first due %(original)s, moved back by %(num)s day",
            "first due %(original)s, moved back by %(num)s days",
            days,
            original=original,
        )
    return f" ({moved})"


def _forecast_late(w: Words, params: Mapping[str, Any]) -> str:
    return w.ngettext(
        "forecast for %(forecast_on)s, %(num)s day after the due date",
        "forecast for %(forecast_on)s, %(num)s days after the due date",
        params["days"],
        forecast_on=params["forecast_on"],
    )


def _blocked(w: Words, params: Mapping[str, Any]) -> str:
    if params["by"]:
        return w._("blocked since %(since)s: %(by)s", since=params["since"], by=params["by"])
    return w._("blocked since %(since)s", since=params["since"])


def _silent(w: Words, params: Mapping[str, Any]) -> str:
    return w.ngettext("no update for %(num)s day", "no update for %(num)s days", params["days"])


def _waiting(w: Words, params: Mapping[str, Any]) -> str:
    return w._("waiting for %(on)s since %(since)s", on=params["on"], since=params["since"])


def _check_overdue(w: Words, params: Mapping[str, Any]) -> str:
    return w.ngettext(
        "delivered, as the owner says, on %(claimed_on)s; the proof has waited %(num)s working "
        "day to be checked",
        "delivered, as the owner says, on %(claimed_on)s; the proof has waited %(num)s working "
        "days to be checked",
        params["working_days"],
        claimed_on=params["claimed_on"],
    )


def _claimed(w: Words, params: Mapping[str, Any]) -> str:
    if "claimed_on" in params:
        return w._(
            "delivered, as the owner says, on %(claimed_on)s; the proof waits to be checked",
            claimed_on=params["claimed_on"],
        )
    return w._("delivered, as the owner says; the proof waits to be checked")


def _accepted(w: Words, params: Mapping[str, Any]) -> str:
    return w.ngettext(
        "%(num)s piece of evidence accepted",
        "%(num)s pieces of evidence accepted",
        params["accepted"],
    )


def _embedded(w: Words, params: Mapping[str, Any]) -> str:
    shown = w._("shown in practice after delivery")
    return f"{_accepted(w, params)}; {shown}"


def _sustained(w: Words, params: Mapping[str, Any]) -> str:
    still_so = w._("still so at a second check")
    return f"{_accepted(w, params)}; {still_so}"


def _expected(w: Words, params: Mapping[str, Any]) -> str:
    return w.ngettext(
        "%(met)s of %(num)s expected item met",
        "%(met)s of %(num)s expected items met",
        params["total"],
        met=params["met"],
    )


def _worst_of(w: Words, params: Mapping[str, Any]) -> str:
    return w.ngettext(
        "%(count)s of %(num)s action",
        "%(count)s of %(num)s actions",
        params["total"],
        count=params["count"],
    )


def _all_done(w: Words, params: Mapping[str, Any]) -> str:
    return w.ngettext("its only action is done", "all %(num)s actions are done", params["total"])


_SPECIAL: dict[ReasonCode, Callable[[Words, Mapping[str, Any]], str]] = {
    ReasonCode.OVERDUE: _overdue,
    ReasonCode.DUE: _due,
    ReasonCode.AGREED_FOR: _agreed_for,
    ReasonCode.FORECAST_LATE: _forecast_late,
    ReasonCode.BLOCKED: _blocked,
    ReasonCode.SILENT: _silent,
    ReasonCode.WAITING: _waiting,
    ReasonCode.CHECK_OVERDUE: _check_overdue,
    ReasonCode.CLAIMED: _claimed,
    ReasonCode.EVIDENCED: _accepted,
    ReasonCode.EMBEDDED: _embedded,
    ReasonCode.SUSTAINED: _sustained,
    ReasonCode.EXPECTED: _expected,
    ReasonCode.WORST_OF: _worst_of,
    ReasonCode.ALL_DONE: _all_done,
}
