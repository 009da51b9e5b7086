"""What waits to be checked, and deciding it."""

from flask import Blueprint

bp = Blueprint("checks", __name__)

from tracker.web.checks import views  # noqa: E402, F401
