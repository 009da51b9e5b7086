"""The real application for gunicorn, told to stop for good at a line of its work."""

import os

from tests.faults.machine import STOP, stop_at
from wsgi import app

if stop := os.environ.get(STOP):
    place, call, when = stop.split()
    stop_at(place, int(call), when)

__all__ = ["app"]
