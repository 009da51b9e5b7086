"""Steps on the ladder: start, claim delivered, set aside, reopen."""

from flask import Blueprint

bp = Blueprint("claims", __name__)

from tracker.web.claims import views  # noqa: E402, F401
