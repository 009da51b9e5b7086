"""The `tracker` group and its subgroups; `register` hangs it on the application."""

from flask import Flask
from flask.cli import AppGroup

from tracker.cli.users import users

tracker = AppGroup("tracker", help="Improvement plans, evidence, reminders, readiness.")
tracker.add_command(users)


def register(app: Flask) -> None:
    app.cli.add_command(tracker)
