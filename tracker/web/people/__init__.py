"""People and their accounts: the list, their forms, links for setting a password."""

from flask import Blueprint

bp = Blueprint("people", __name__, url_prefix="/administration/people")

from tracker.web.people import views  # noqa: E402, F401
