"""The timetable for administrators: what ran, how it went, what comes next, run now."""

from flask import Blueprint

bp = Blueprint("jobs", __name__, url_prefix="/administration/jobs")

from tracker.web.jobs import views  # noqa: E402, F401
