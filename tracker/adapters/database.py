"""Makes an engine keep its promises: on SQLite, no update is lost and readers never wait."""

import sqlite3
from typing import Any

from sqlalchemy import Connection, Engine, event
from sqlalchemy.orm import Session, sessionmaker

#: Seconds that a writer waits for another before it gives up.
BUSY_TIMEOUT = 10.0
_WRITES = "tracker_writes"


def prepare(engine: Engine) -> None:
    """Set `engine` up, once, before its first connection.

    SQLite's driver begins no transaction before a SELECT, so that two people who read,
    add one and write lose an update without an error. Here every transaction is begun
    explicitly: readers with BEGIN, units of work with BEGIN IMMEDIATE, which takes the
    write lock first. The write-ahead log keeps readers from waiting for a writer.
    """
    if engine.dialect.name != "sqlite":
        return
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)


def write_sessions(engine: Engine) -> sessionmaker[Session]:
    """Sessions for units of work: they hold the write lock from their first statement."""
    return sessionmaker(engine.execution_options(**{_WRITES: True}), autoflush=False)


def _on_connect(connection: Any, _record: Any) -> None:
    raw: sqlite3.Connection = connection
    raw.isolation_level = None
    cursor = raw.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {int(BUSY_TIMEOUT * 1000)}")
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()


def _on_begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
