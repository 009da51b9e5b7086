"""Actions: one's own, one item, the list of a plan, and their forms."""

from flask import Blueprint

bp = Blueprint("actions", __name__)
