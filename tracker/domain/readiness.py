"""Making a readiness summary from what is known of a visit and its plan."""

from datetime import date

from tracker.domain import readiness_checks as found
from tracker.domain.changes import direction
from tracker.domain.evidence import LinkState, Strength, strength_key
from tracker.domain.readiness_facts import (
    EvidenceFacts,
    VisitAction,
    VisitFacts,
    VisitRecommendation,
    Who,
)
from tracker.domain.readiness_summary import (
    ActionLine,
    Gap,
    GapCode,
    RecommendationSummary,
    Shown,
    Summary,
)
from tracker.domain.reasons import Param
from tracker.domain.rollup import lowest_stage

#: How many pieces of accepted evidence a recommendation shows.
STRONGEST = 3


def summarise(facts: VisitFacts, as_at: date, prepared_by: Who | None = None) -> Summary:
    """The summary of a visit as things stood on `as_at`. Recommendations keep the order in
    which they are given; staleness is judged on the visit's first day. `prepared_by` asked
    for it; None when the timetable did, or nobody keeps it."""
    return Summary(
        reference=facts.reference,
        title=facts.title,
        plan=facts.plan,
        plan_title=facts.plan_title,
        starts_on=facts.starts_on,
        ends_on=facts.ends_on,
        days=facts.days,
        scope=facts.scope,
        scheme=facts.scheme,
        inspectorates=facts.inspectorates,
        lines=facts.lines,
        as_at=as_at,
        recommendations=tuple(
            _recommendation(item, facts.starts_on, as_at) for item in facts.recommendations
        ),
        not_asked=facts.not_asked,
        unmapped=facts.unmapped,
        agencies=facts.agencies,
        checks=found.checks(facts, as_at),
        prepared_by=prepared_by,
    )


def _recommendation(
    item: VisitRecommendation, visit_on: date, as_at: date
) -> RecommendationSummary:
    shown = found.shown(item, as_at)
    return RecommendationSummary(
        reference=item.reference,
        title=item.title,
        text=item.text,
        points=item.points,
        position=item.position,
        position_on=item.position_on,
        position_language=item.position_language,
        rating=shown.rating,
        computed=found.computed(item),
        disagreement=shown.disagreement,
        direction=direction(item.judgement.confirmed, shown.rating),
        stage=lowest_stage(action.stage for action in item.actions),
        closed=item.closed,
        speaker=item.speaker,
        strongest=_strongest(item.actions, visit_on),
        gaps=tuple(_gaps(item, visit_on, as_at)),
        actions=tuple(_line(action) for action in item.actions),
    )


def _line(action: VisitAction) -> ActionLine:
    return ActionLine(
        action.reference, action.title, action.stage, action.due_on, action.rated, action.owner
    )


def _strongest(actions: tuple[VisitAction, ...], visit_on: date) -> tuple[Shown, ...]:
    """The strongest pieces, each once, for the action for which it counts most."""
    candidates = [
        _shown(item, action, visit_on)
        for action in found.live(actions)
        for item in found.accepted(action)
    ]
    candidates.sort(key=lambda shown: (_strength(shown), shown.action))
    once = {shown.reference: shown for shown in reversed(candidates)}
    return tuple(sorted(once.values(), key=_strength))[:STRONGEST]


def _shown(item: EvidenceFacts, action: VisitAction, visit_on: date) -> Shown:
    return Shown(
        reference=item.reference,
        title=item.title,
        kind=item.kind,
        dated_on=item.dated_on,
        action=action.reference,
        accepted_by=item.decided_by,
        stale=found.staleness_of(item, action, visit_on),
    )


def _strength(shown: Shown) -> Strength:
    is_stale = shown.stale is not None
    accepted = LinkState.ACCEPTED
    return strength_key(accepted, is_stale, shown.kind, shown.dated_on, shown.reference)


def _gaps(item: VisitRecommendation, visit_on: date, as_at: date) -> list[Gap]:
    """What is missing, the recommendation's own gaps before those of its actions."""
    actions = found.live(item.actions)
    gaps = []
    if found.is_unanswered(item):
        gaps.append(Gap(GapCode.NO_ACTIONS, item.reference))
    elif actions and not any(found.accepted(action) for action in actions):
        gaps.append(Gap(GapCode.NOTHING_ACCEPTED, item.reference))
    if item.speaker is None:
        gaps.append(Gap(GapCode.NO_SPEAKER, item.reference))
    for action in actions:
        gaps.extend(_action_gaps(action, visit_on, as_at))
    return gaps


def _action_gaps(action: VisitAction, visit_on: date, as_at: date) -> list[Gap]:
    gaps = []
    if action.owner is None:
        gaps.append(Gap(GapCode.NO_OWNER, action.reference))
    if found.is_claimed(action) and not found.accepted(action):
        gaps.append(Gap(GapCode.UNPROVED, action.reference))
    if found.is_silent_before(action, visit_on, as_at):
        said = action.last_update_on
        params: dict[str, Param] = {} if said is None else {"last_update_on": said}
        gaps.append(Gap(GapCode.SILENT, action.reference, params))
    for words in action.expected_open:
        gaps.append(Gap(GapCode.EXPECTED_OPEN, action.reference, {"item": words}))
    for item in found.accepted(action):
        if why := found.staleness_of(item, action, visit_on):
            params = {"title": item.title, "why": why.value, "dated_on": item.dated_on}
            gaps.append(Gap(GapCode.STALE, item.reference, params))
    return gaps
