"""Meetings of a board about a plan: the list, one of them, their forms and verdicts."""

from flask import Blueprint

bp = Blueprint("meetings", __name__)

from tracker.web.meetings import verdicts, views  # noqa: E402, F401
