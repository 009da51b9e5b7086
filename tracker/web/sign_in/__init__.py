"""Signing in and out, setting a first password, and where a person lands."""

from flask import Blueprint

bp = Blueprint("sign_in", __name__)

from tracker.web.sign_in import views  # noqa: E402, F401
