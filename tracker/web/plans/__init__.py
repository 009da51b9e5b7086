"""Plans: the list, the board's overview, and their forms."""

from flask import Blueprint

bp = Blueprint("plans", __name__)

from tracker.web.plans import editing, views  # noqa: E402, F401
