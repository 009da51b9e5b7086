"""Actions: one's own, one item, the list of a plan, and their forms."""

from flask import Blueprint

bp = Blueprint("actions", __name__)

from tracker.web.actions import editing, listing, mine, views  # noqa: E402, F401
