"""Themes of a plan: their forms."""

from flask import Blueprint

bp = Blueprint("themes", __name__)

from tracker.web.themes import views  # noqa: E402, F401
