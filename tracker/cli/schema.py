"""Whether the database can be used by this release."""

from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.exc import OperationalError

from config import ROOT
from tracker.extensions import db


def what_is_wrong() -> str:
    """Why the database cannot be used, with the command that mends it; empty when it can."""
    wanted = set(ScriptDirectory(str(ROOT / "migrations")).get_heads())
    try:
        with db.engine.connect() as connection:
            found = set(MigrationContext.configure(connection).get_current_heads())
    except OperationalError as error:
        return f"The database cannot be reached: {str(error.orig).splitlines()[0]}"
    finally:
        db.engine.dispose()
    if not found:
        return "The database has no tables yet. Make them with: flask db upgrade"
    if found != wanted:
        return (
            f"The database stands at {', '.join(sorted(found))} and this release needs "
            f"{', '.join(sorted(wanted))}. Upgrade it with: flask db upgrade"
        )
    return ""
