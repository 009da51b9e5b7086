"""Recommendations: the list of a plan, one item, and their forms."""

from flask import Blueprint

bp = Blueprint("recommendations", __name__)
