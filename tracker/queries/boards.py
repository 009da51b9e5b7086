"""Boards with their members, for those who look after them."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from tracker.domain.languages import Bilingual
from tracker.domain.readiness_facts import Who
from tracker.models import Board, Plan


@dataclass(frozen=True)
class BoardRow:
    """`plans` are the codes of those it watches over."""

    id: int
    name: Bilingual
    members: tuple[Who, ...]
    plans: tuple[str, ...]


def index(session: Session) -> list[BoardRow]:
    """Every board, by name."""
    codes: dict[int, list[str]] = {}
    watched = select(Plan.board_id, Plan.code).where(Plan.board_id.is_not(None))
    for board_id, code in session.execute(watched.order_by(Plan.code)):
        codes.setdefault(board_id or 0, []).append(code)
    found = session.scalars(select(Board).options(selectinload(Board.members)).order_by(Board.name))
    return [
        BoardRow(
            board.id,
            Bilingual(board.name, board.name_cy),
            tuple(
                Who(Bilingual(member.role_title, member.role_title_cy), member.name)
                for member in board.members
            ),
            tuple(codes.get(board.id, ())),
        )
        for board in found
    ]
