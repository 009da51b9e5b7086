"""One action with the people around it, and files that can be handed in for it."""

import io
from dataclasses import dataclass
from datetime import date
from typing import Any

from tests import factories
from tests.ground import files
from tests.ground.databases import Save
from tracker.domain.evidence import EvidenceKind
from tracker.domain.lifecycle import Stage
from tracker.domain.permissions import Role
from tracker.models import Action, ExpectedItem, Person, RoleGrant
from tracker.services import evidence
from tracker.services.unit_of_work import UnitsOfWork
from tracker.services.uploads import Limits, StoredFile, Upload, receive

LIMITS = Limits(files=3, file_bytes=1024 * 1024)
DATED = date(2018, 2, 28)


@dataclass(frozen=True)
class Scene:
    """`owner` and `lead` are named on the action and have no role beside; `manager` and
    `member` (of the board) have theirs in its plan; `stranger` is of another plan."""

    action: Action
    expected: ExpectedItem
    owner: Person
    lead: Person
    manager: Person
    member: Person
    stranger: Person

    @property
    def ref(self) -> str:
        return self.action.reference


def scene(save: Save, **given: Any) -> Scene:
    """An action under way with one expected output."""
    council = factories.agency()
    people = {
        name: factories.person(agency=council, name=name.capitalize())
        for name in ("owner", "lead", "manager", "member", "stranger")
    }
    facts = {"stage": Stage.UNDER_WAY, "agencies": [council], **given}
    action = factories.action(owner=people["owner"], accountable_lead=people["lead"], **facts)
    expected = factories.expected_item(action=action, description="The signed policy")
    elsewhere = factories.plan()
    save(action, expected, elsewhere, *people.values())
    save(
        RoleGrant(
            person_id=people["manager"].id, role=Role.PROGRAMME_MANAGER, plan_id=action.plan_id
        ),
        RoleGrant(person_id=people["member"].id, role=Role.BOARD_MEMBER, plan_id=action.plan_id),
        RoleGrant(
            person_id=people["stranger"].id, role=Role.PROGRAMME_MANAGER, plan_id=elsewhere.id
        ),
    )
    return Scene(action, expected, **people)


def upload(content: bytes | None = None, name: str = "policy.pdf") -> Upload:
    return Upload(name, io.BytesIO(files.pdf() if content is None else content))


def stored(uow: UnitsOfWork, words: str = "The policy") -> list[StoredFile]:
    """One file, safe in storage."""
    return receive(uow, [upload(files.pdf(words))], LIMITS)


def add(uow: UnitsOfWork, scene: Scene, by: Person | None = None, **given: Any) -> str:
    """One output put forward for the scene's action, by its owner unless said; answers
    its reference."""
    ready = given.pop("files", None) or stored(uow, given.pop("words", "The policy"))
    facts = {"title": "Policy", "kind": EvidenceKind.OUTPUT, "dated_on": DATED, "attested": True}
    with uow((by or scene.owner).id) as unit:
        return evidence.add(unit, scene.ref, files=ready, **{**facts, **given}).reference
