"""Findings of a source: their forms."""

from flask import Blueprint

bp = Blueprint("findings", __name__)

from tracker.web.findings import views  # noqa: E402, F401
