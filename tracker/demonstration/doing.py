"""Telling what owners and those who check do: words, evidence, claims, more time."""

from io import BytesIO

from sqlalchemy import select

from tracker.demonstration.memory import INVENTED, Memory, Tell
from tracker.demonstration.story import FILES, Telling
from tracker.domain.date_changes import ChangeReason
from tracker.domain.evidence import EvidenceKind
from tracker.domain.languages import Language
from tracker.domain.lifecycle import Stage, Step
from tracker.domain.updates import UpdateKind
from tracker.models import Action, DateChange, EvidenceLink, Milestone
from tracker.services import checks, claims, date_changes, milestones, updates, uploads
from tracker.services import evidence as proofs
from tracker.services.unit_of_work import UnitOfWork

_LIMITS = uploads.Limits(file_bytes=1024 * 1024, files=5)


def update(memory: Memory, told: Telling, *about: int) -> None:
    _say(memory, UpdateKind.PROGRESS, told, about)


def stuck(memory: Memory, told: Telling, *about: int) -> None:
    _say(memory, UpdateKind.STUCK, told, about)


def waiting(memory: Memory, told: Telling, *about: int) -> None:
    _say(memory, UpdateKind.WAITING, told, about)


def _say(memory: Memory, kind: UpdateKind, told: Telling, about: tuple[int, ...]) -> None:
    reference, action = memory.actions[about]
    with memory.as_(action["owner"]) as uow:
        updates.say(
            uow,
            reference,
            kind=kind,
            words=told["words"],
            waiting_on=told.get("body", ""),
            forecast_on=told.get("forecast"),
            language=Language(told.get("language", "en")),
        )


def no_change(memory: Memory, _told: Telling, *about: int) -> None:
    reference, action = memory.actions[about]
    with memory.as_(action["owner"]) as uow:
        updates.no_change(uow, reference)


def reach(memory: Memory, told: Telling, *about: int) -> None:
    reference, action = memory.actions[about]
    with memory.as_(action["owner"]) as uow:
        held = uow.by_reference(Action, reference)
        milestone: Milestone = held.milestones[told["milestone"]]
        milestones.reach(uow, milestone.id, milestone.version, reached_on=uow.today)


def evidence(memory: Memory, told: Telling, *about: int) -> None:
    reference, action = memory.actions[about]
    upload = uploads.Upload(told["file"], _file(told))
    files = uploads.receive(memory.units, [upload], _LIMITS)
    with memory.as_(action["owner"]) as uow:
        expected = uow.by_reference(Action, reference).expected
        made = proofs.add(
            uow,
            reference,
            files=files,
            title=told["title"],
            kind=EvidenceKind(told["kind"]),
            dated_on=told["dated_on"],
            proves=INVENTED,
            period_from=told.get("period_from"),
            period_to=told.get("period_to"),
            stale_on=told.get("stale_on"),
            expected_item_id=expected[told["item"] - 1].id if "item" in told else None,
            is_shared=told.get("shared", False),
            attested=True,
            confirmed=True,
        )
        uow.session.flush()
        memory.links[told["key"]] = made.links[0].id


def _file(told: Telling) -> BytesIO:
    """The small file of that name with a last line that names what it stands for; a PDF
    says it in a comment, after which it ends as it ended before."""
    content = (FILES / told["file"]).read_bytes()
    title = told["title"].encode()
    if not told["file"].endswith(".pdf"):
        return BytesIO(content + title + b"\n")
    end = content[content.rindex(b"startxref") :]
    return BytesIO(content + b"% " + title + b"\n" + end)


def accept(memory: Memory, told: Telling, *about: int) -> None:
    with memory.as_(_checker(memory, told, about)) as uow:
        link = uow.get(EvidenceLink, memory.links[told["evidence"]])
        checks.accept(uow, link.id, version=link.version)


def return_(memory: Memory, told: Telling, *about: int) -> None:
    with memory.as_(_checker(memory, told, about)) as uow:
        link = uow.get(EvidenceLink, memory.links[told["evidence"]])
        checks.return_evidence(uow, link.id, version=link.version, reason=told["reason"])


def _checker(memory: Memory, told: Telling, about: tuple[int, ...]) -> str:
    who: str = told.get("by", memory.actions[about][1]["lead"])
    return who


def claim(memory: Memory, told: Telling, *about: int) -> None:
    reference, action = memory.actions[about]
    with memory.as_(action["owner"]) as uow:
        claims.claim(uow, reference, delivered_on=told["delivered_on"])


def supersede(memory: Memory, told: Telling, *about: int) -> None:
    reference, _action = memory.actions[about]
    with memory.as_(told["by"]) as uow:
        version = uow.by_reference(Action, reference).version
        claims.set_aside(
            uow, reference, step=Step.SUPERSEDE, reason=told["reason"], version=version
        )


def reopen(memory: Memory, told: Telling, *about: int) -> None:
    reference, _action = memory.actions[about]
    with memory.as_(told["by"]) as uow:
        version = uow.by_reference(Action, reference).version
        claims.reopen(uow, reference, reason=told["reason"], version=version)


def ask(memory: Memory, told: Telling, *about: int) -> None:
    reference, action = memory.actions[about]
    with memory.as_(action["owner"]) as uow:
        date_changes.ask(
            uow,
            reference,
            reason_code=ChangeReason(told["code"]),
            words=told["words"],
            proposed_on=told["to"],
            confirmed=True,
        )


def grant(memory: Memory, told: Telling, *about: int) -> None:
    with memory.as_(told["by"]) as uow:
        asked = _last_request(memory, uow, about)
        date_changes.approve(uow, asked.id, version=asked.version, reason=told["reason"])


def refuse(memory: Memory, told: Telling, *about: int) -> None:
    with memory.as_(told["by"]) as uow:
        asked = _last_request(memory, uow, about)
        date_changes.decline(uow, asked.id, version=asked.version, reason=told["reason"])


def _last_request(memory: Memory, uow: UnitOfWork, about: tuple[int, ...]) -> DateChange:
    action = uow.by_reference(Action, memory.actions[about][0])
    asked = select(DateChange).where(DateChange.action_id == action.id)
    return uow.session.scalars(asked.order_by(DateChange.id.desc()).limit(1)).one()


def embed(memory: Memory, told: Telling, *about: int) -> None:
    _move(memory, Stage.EMBEDDED, told, about)


def sustain(memory: Memory, told: Telling, *about: int) -> None:
    _move(memory, Stage.SUSTAINED, told, about)


def _move(memory: Memory, stage: Stage, told: Telling, about: tuple[int, ...]) -> None:
    """Assurance earns the upper rungs; the event says what earned this one."""
    with memory.as_system() as uow:
        action = uow.by_reference(Action, memory.actions[about][0])
        changes = uow.change(action, {"stage": stage})
        uow.record("stage_moved", action, changes, reason=told["reason"])


TELLS: dict[str, Tell] = {
    "update": update,
    "stuck": stuck,
    "waiting": waiting,
    "no_change": no_change,
    "reach": reach,
    "evidence": evidence,
    "accept": accept,
    "return": return_,
    "claim": claim,
    "supersede": supersede,
    "reopen": reopen,
    "ask": ask,
    "grant": grant,
    "refuse": refuse,
    "embed": embed,
    "sustain": sustain,
}
