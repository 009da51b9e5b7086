"""Sources: the list, one with its findings, and their forms."""

from flask import Blueprint

bp = Blueprint("sources", __name__)

from tracker.web.sources import views  # noqa: E402, F401
