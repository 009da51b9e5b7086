"""Closed days of the calendar: the list and its forms."""

from flask import Blueprint

bp = Blueprint("closed_days", __name__, url_prefix="/administration/closed-days")

from tracker.web.closed_days import views  # noqa: E402, F401
