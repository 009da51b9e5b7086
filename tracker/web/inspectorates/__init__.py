"""Inspectorates under each of their names: the list and its forms."""

from flask import Blueprint

bp = Blueprint("inspectorates", __name__, url_prefix="/administration/inspectorates")

from tracker.web.inspectorates import views  # noqa: E402, F401
