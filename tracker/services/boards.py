"""Boards and who sits on them."""

from collections.abc import Iterable

from sqlalchemy import func, select

from tracker.domain.errors import refuse
from tracker.domain.permissions import Permission
from tracker.domain.text import LONGEST_NAME, clean_line, clean_name
from tracker.models import Board
from tracker.services.naming import people
from tracker.services.unit_of_work import UnitOfWork


def create(uow: UnitOfWork, *, name: str, name_cy: str = "", members: Iterable[int] = ()) -> Board:
    """`members` are persons. Raises `Refused`."""
    uow.require(Permission.ADMINISTER)
    board = Board(
        name=_free(uow, clean_name(name, "name"), None),
        name_cy=clean_line(name_cy, LONGEST_NAME, "name_cy"),
        members=people(uow, members, "members"),
    )
    uow.session.add(board)
    names = [member.name for member in board.members]
    uow.record("board_created", board, {"name": [None, board.name], "members": [None, names]})
    return board


def edit(
    uow: UnitOfWork,
    board_id: int,
    version: int,
    *,
    name: str,
    name_cy: str,
    members: Iterable[int],
) -> None:
    """Raises `Refused`, `Stale`."""
    uow.require(Permission.ADMINISTER)
    board = uow.get(Board, board_id)
    values = {
        "name": _free(uow, clean_name(name, "name"), board_id),
        "name_cy": clean_line(name_cy, LONGEST_NAME, "name_cy"),
        "members": people(uow, members, "members", board),
    }
    if changes := uow.change(board, values, version):
        uow.record("board_changed", board, changes)


def _free(uow: UnitOfWork, name: str, board_id: int | None) -> str:
    taken = uow.session.scalar(select(Board.id).where(func.lower(Board.name) == name.lower()))
    if taken is not None and taken != board_id:
        raise refuse("name_taken", "name")
    return name
