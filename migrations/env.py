"""How Alembic runs: on the application's own engine, in one transaction per migration."""

from typing import Any, Literal

from alembic import context
from flask import current_app
from sqlalchemy import Enum

from tracker.models.base import Instant

db = current_app.extensions["migrate"].db


def render_item(kind: str, item: Any, _context: Any) -> str | Literal[False]:
    """Write our own column types as plain ones, so that a migration needs no code of ours."""
    if kind == "type" and isinstance(item, Instant):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, Enum):
        return f"sa.String(length={item.length})"
    return False


def run() -> None:
    """Upgrade or downgrade the database that the application is configured for."""
    with db.engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=db.metadata,
            render_as_batch=True,
            compare_type=True,
            transaction_per_migration=True,
            render_item=render_item,
        )
        with context.begin_transaction():
            context.run_migrations()


run()
