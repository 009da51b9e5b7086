"""Closing a recommendation: asking the board, and its decision."""

from flask import Blueprint

bp = Blueprint("closures", __name__)

from tracker.web.closures import views  # noqa: E402, F401
