"""Plans: the list, the board's overview, and their forms."""

from flask import Blueprint

bp = Blueprint("plans", __name__)
