"""Everything that goes wrong, mapped once to a plain page."""

from flask import Flask, current_app, render_template
from sqlalchemy.exc import DataError, IntegrityError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionFree
from werkzeug.exceptions import HTTPException

from tracker.documents.child import DocumentFailed
from tracker.domain.errors import NotFound, NotPermitted, Refused, Stale
from tracker.extensions import db
from tracker.ports import StorageFailed, StorageFault
from tracker.services.uploads import storage_fault
from tracker.web.language import current_language
from tracker.web.signed_in import forget
from tracker.wording.faults import sentence

Answer = tuple[str, int]

#: What a person mends by waiting for room; everything else is an error of ours.
_NO_ROOM = (StorageFault.FULL, StorageFault.READ_ONLY)


def init_app(app: Flask) -> None:
    app.register_error_handler(NotFound, lambda _error: page(404))
    app.register_error_handler(NotPermitted, lambda _error: page(403))
    app.register_error_handler(Refused, _refused)
    app.register_error_handler(DocumentFailed, lambda error: _refused(error, 500))
    app.register_error_handler(Stale, lambda _error: page(409))
    app.register_error_handler(StorageFailed, _storage_failed)
    for unreachable in (OperationalError, InterfaceError, NoConnectionFree):
        app.register_error_handler(unreachable, _database_failed)
    # What a column cannot hold, such as a number with thirty digits in an address.
    app.register_error_handler(DataError, lambda _error: page(400))
    # Two people took the same name in the same moment; the database let one of them.
    app.register_error_handler(IntegrityError, _taken_in_between)
    app.register_error_handler(HTTPException, lambda error: page(error.code or 500))
    app.register_error_handler(Exception, _unexpected)


def page(status: int, sentences: tuple[str, ...] = ()) -> Answer:
    """The page for an HTTP status. `sentences` say more than the status does."""
    db.session.rollback()
    return render_template("errors/error.html", status=status, sentences=sentences), status


def _refused(error: Refused, status: int = 422) -> Answer:
    language = current_language()
    return page(status, tuple(sentence(fault, language) for fault in error.faults))


def _storage_failed(error: StorageFailed) -> Answer:
    current_app.logger.error("the storage failed: %s", error)
    words = sentence(storage_fault(error), current_language())
    return page(507 if error.code in _NO_ROOM else 500, (words,))


def _database_failed(error: Exception) -> Answer:
    """Who is signed in cannot be asked either, so the page is the one for nobody."""
    current_app.logger.error("the database failed: %s", error)
    forget()
    return page(503)


def _taken_in_between(error: IntegrityError) -> Answer:
    current_app.logger.warning("a save was refused by the database: %s", error.orig)
    return page(409)


def _unexpected(error: Exception) -> Answer:
    """When not even the page that says so can be made, it is made for nobody."""
    current_app.logger.error("a page failed", exc_info=error)
    try:
        return page(500)
    except Exception as again:
        current_app.logger.error("and so did the page that says so", exc_info=again)
        forget()
        return page(500)
