"""The outbox for administrators: what waits, failed or was sent, and trying again."""

from flask import Blueprint

bp = Blueprint("outbox", __name__, url_prefix="/administration/outbox")

from tracker.web.outbox import views  # noqa: E402, F401
