"""The `tracker` group and its subgroups; `register` hangs it on the application."""

from flask import Flask
from flask.cli import AppGroup

from tracker.cli.demonstration import demo
from tracker.cli.jobs import jobs
from tracker.cli.outbox import outbox
from tracker.cli.serve import scheduler, serve
from tracker.cli.users import users
from tracker.cli.visits import visits

tracker = AppGroup("tracker", help="Improvement plans, evidence, reminders, readiness.")
tracker.add_command(demo)
tracker.add_command(jobs)
tracker.add_command(outbox)
tracker.add_command(scheduler)
tracker.add_command(serve)
tracker.add_command(users)
tracker.add_command(visits)


def register(app: Flask) -> None:
    app.cli.add_command(tracker)
