"""What commands that run jobs work with, from the application they run in."""

from tracker.emails.links import Links
from tracker.extensions import mailer_for, settings, units_of_work
from tracker.jobs.schedule import Tools


def tools() -> Tools:
    return Tools(units_of_work(), mailer_for(), Links(settings().public_url))
