"""Whether the database has the tables that this release expects."""

from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.exc import OperationalError

from config import ROOT
from tracker.cli.output import Refusal
from tracker.extensions import db


def refuse_old_schema() -> None:
    """Raise `Refusal` with the command that mends it, when the schema is not this one."""
    wanted = set(ScriptDirectory(str(ROOT / "migrations")).get_heads())
    try:
        with db.engine.connect() as connection:
            found = set(MigrationContext.configure(connection).get_current_heads())
    except OperationalError as error:
        raise Refusal(f"The database cannot be reached: {error.orig}") from None
    db.engine.dispose()
    if not found:
        raise Refusal("The database has no tables yet. Make them with: flask db upgrade")
    if found != wanted:
        raise Refusal(
            f"The database stands at {', '.join(sorted(found))} and this release needs "
            f"{', '.join(sorted(wanted))}. Upgrade it with: flask db upgrade"
        )
