"""One action: what was agreed, what proves it, its story, and the one next step."""

from dataclasses import dataclass

from flask import render_template, url_for

from tracker.domain.evidence import ExpectedState
from tracker.domain.lifecycle import LADDER, Stage
from tracker.domain.next_step import NextStep
from tracker.domain.permissions import Permission
from tracker.queries.action_in_full import ActionInFull, Expected
from tracker.queries.timeline import Happening
from tracker.web.access import requires
from tracker.web.action_pages import read_action
from tracker.web.actions import bp
from tracker.web.formatting import event, fault, local_date, moment, who, word
from tracker.web.language import gettext as _
from tracker.web.reading import reading
from tracker.wording.stages import stage_meaning

_ITEM_STATES = {
    ExpectedState.OPEN: "missing",
    ExpectedState.MET: "met",
    ExpectedState.WAIVED: "waived",
}


@dataclass(frozen=True)
class Rung:
    """A step of `stage.ladder`."""

    word: str
    state: str
    note: str = ""


@dataclass(frozen=True)
class Item:
    """An item of `summary.checklist`."""

    words: str
    state: str
    note: str
    links: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Entry:
    """An entry of `timeline.timeline`."""

    when: str
    instant: str
    title: str
    who: str
    words: str
    language: str
    kind: str
    href: str


@bp.get("/actions/<ref>")
@requires(Permission.VIEW_PLAN, of="action")
def show(ref: str) -> str:
    action = read_action(ref)
    return render_template(
        "pages/actions/show.html",
        action=action,
        today=reading().today,
        main=_main_button(action),
        ladder=_ladder(action),
        items=[_item(action, expected) for expected in action.expected],
        entries=[_entry(happening) for happening in action.happened],
    )


def _main_button(action: ActionInFull) -> tuple[str, str, bool] | None:
    """Words, address, and whether it must be sent as a form."""
    step, mine = action.standing.next_step, action.standing
    if step is None:
        return None
    returned = action.proofs.returned
    addresses = {
        NextStep.CHECK_EVIDENCE: lambda: url_for("checks.evidence", ref=mine.to_check),
        NextStep.DECIDE_DATE_CHANGE: lambda: url_for("date_changes.decide", ref=mine.to_decide),
        NextStep.START: lambda: url_for("claims.start", ref=action.reference),
        NextStep.MEND_EVIDENCE: lambda: url_for(
            "evidence.show", ref=returned.reference if returned else ""
        ),
        NextStep.ADD_EVIDENCE: lambda: url_for("evidence.add", ref=action.reference),
        NextStep.SAY_HOW_IT_GOES: lambda: url_for("updates.create", ref=action.reference),
        NextStep.CLAIM_DELIVERED: lambda: url_for("claims.claim", ref=action.reference),
    }
    return word(step), addresses[step](), step is NextStep.START


def _ladder(action: ActionInFull) -> list[Rung]:
    if action.stage not in LADDER:
        return []
    stands = LADDER.index(action.stage)
    return [
        Rung(
            word(stage),
            "reached" if at < stands else "current" if at == stands else "ahead",
            _needed(action) if stage is action.next_rung else "",
        )
        for at, stage in enumerate(LADDER)
    ]


def _needed(action: ActionInFull) -> str:
    """What the next rung still needs."""
    if action.blocks and action.stage is not Stage.PLANNED:
        return "; ".join(fault(block) for block in action.blocks)
    return stage_meaning(action.next_rung, reading().language) if action.next_rung else ""


def _item(action: ActionInFull, expected: Expected) -> Item:
    note = word(expected.kind)
    if expected.state is ExpectedState.WAIVED:
        note = f"{expected.reason} ({who(expected.decided_by)})"
    elif expected.decided_at is not None:
        note = f"{who(expected.decided_by)}, {local_date(expected.decided_at)}"
    elif expected.is_shown:
        note = _("Put forward, waiting to be checked")
    links = []
    if expected.is_open and action.standing.adds_evidence and not expected.is_shown:
        address = url_for("evidence.add", ref=action.reference, item=expected.id)
        links.append((_("Add evidence"), address))
    if expected.is_open and action.standing.waives:
        links.append((_("Waive"), url_for("checks.waive", ref=expected.id)))
    return Item(expected.words, _ITEM_STATES[expected.state], note, tuple(links))


def _entry(happening: Happening) -> Entry:
    title = word(happening.said) if happening.said else event(happening.what)
    if happening.reference:
        title = f"{title}: {happening.reference}"
    return Entry(
        when=moment(happening.at),
        instant=happening.at.isoformat(),
        title=title,
        who=who(happening.who),
        words=happening.words,
        language=happening.language or "",
        kind="board" if happening.is_boards else "decision" if happening.is_decision else "event",
        href=_about(happening),
    )


def _about(happening: Happening) -> str:
    """Where to read more of what happened, if that is somewhere else."""
    if happening.is_boards:
        return url_for("recommendations.show", ref=happening.reference)
    if happening.is_about_evidence:
        return url_for("evidence.show", ref=happening.reference)
    return ""
