"""Recommendations: the list of a plan, one item, and their forms."""

from flask import Blueprint

bp = Blueprint("recommendations", __name__)

from tracker.web.recommendations import editing, views  # noqa: E402, F401
