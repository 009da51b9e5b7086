"""Visits by inspectors: the list, one visit, its form, and the readiness summaries made."""

from flask import Blueprint

bp = Blueprint("visits", __name__)

from tracker.web.visits import editing, summaries, views  # noqa: E402, F401
