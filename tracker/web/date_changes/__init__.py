"""More time: asking for it and deciding on it."""

from flask import Blueprint

bp = Blueprint("date_changes", __name__)

from tracker.web.date_changes import views  # noqa: E402, F401
