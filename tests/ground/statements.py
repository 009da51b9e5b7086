"""What is said to the database while a block runs."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, event

_BOOKKEEPING = ("BEGIN", "COMMIT", "ROLLBACK", "PRAGMA", "SAVEPOINT", "RELEASE")
_WRITES = ("INSERT", "UPDATE", "DELETE", "BEGIN IMMEDIATE")


@contextmanager
def recorded() -> Iterator[list[str]]:
    """Every statement of every engine, in order, as SQL with its placeholders."""
    said: list[str] = []

    def note(
        _connection: Any, _cursor: Any, statement: str, _parameters: Any, _context: Any, _many: Any
    ) -> None:
        said.append(statement.strip())

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield said
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def questions(said: list[str]) -> list[str]:
    """What was asked of the tables, without the keeping of transactions."""
    return [statement for statement in said if not statement.upper().startswith(_BOOKKEEPING)]


def writes(said: list[str]) -> list[str]:
    """What changed rows, or took the lock to change some."""
    return [statement for statement in said if statement.upper().startswith(_WRITES)]
