"""Boards and their members: the list and its forms."""

from flask import Blueprint

bp = Blueprint("boards", __name__, url_prefix="/administration/boards")

from tracker.web.boards import views  # noqa: E402, F401
