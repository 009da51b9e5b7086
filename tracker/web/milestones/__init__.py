"""Milestones of an action: their forms, and reaching one."""

from flask import Blueprint

bp = Blueprint("milestones", __name__)

from tracker.web.milestones import views  # noqa: E402, F401
