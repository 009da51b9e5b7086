"""Everything that goes wrong, mapped once to a plain page."""

from flask import Flask, current_app, render_template
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException

from tracker.domain.errors import NotFound, NotPermitted, Refused, Stale
from tracker.extensions import db
from tracker.ports import StorageFailed
from tracker.web.language import current_language
from tracker.wording.faults import sentence

Answer = tuple[str, int]


def init_app(app: Flask) -> None:
    app.register_error_handler(NotFound, lambda _error: page(404))
    app.register_error_handler(NotPermitted, lambda _error: page(403))
    app.register_error_handler(Refused, _refused)
    app.register_error_handler(Stale, lambda _error: page(409))
    app.register_error_handler(StorageFailed, lambda _error: page(507))
    app.register_error_handler(OperationalError, lambda _error: page(503))
    app.register_error_handler(HTTPException, lambda error: page(error.code or 500))
    app.register_error_handler(Exception, _unexpected)


def page(status: int, sentences: tuple[str, ...] = ()) -> Answer:
    """The page for an HTTP status. `sentences` say more than the status does."""
    db.session.rollback()
    return render_template("errors/error.html", status=status, sentences=sentences), status


def _refused(error: Refused) -> Answer:
    language = current_language()
    return page(422, tuple(sentence(fault, language) for fault in error.faults))


def _unexpected(error: Exception) -> Answer:
    current_app.logger.error("a page failed", exc_info=error)
    return page(500)
