"""What owners say about how it goes."""

from flask import Blueprint

bp = Blueprint("updates", __name__)

from tracker.web.updates import views  # noqa: E402, F401
