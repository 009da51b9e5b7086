"""Agencies: the list and its forms."""

from flask import Blueprint

bp = Blueprint("agencies", __name__, url_prefix="/administration/agencies")

from tracker.web.agencies import views  # noqa: E402, F401
