"""Every blueprint, in the order of the navigation."""

from flask import Flask

from tracker.web.about import bp as about
from tracker.web.actions import bp as actions
from tracker.web.administration import bp as administration
from tracker.web.agencies import bp as agencies
from tracker.web.boards import bp as boards
from tracker.web.checks import bp as checks
from tracker.web.claims import bp as claims
from tracker.web.closed_days import bp as closed_days
from tracker.web.closures import bp as closures
from tracker.web.date_changes import bp as date_changes
from tracker.web.evidence import bp as evidence
from tracker.web.findings import bp as findings
from tracker.web.inspectorates import bp as inspectorates
from tracker.web.jobs import bp as jobs
from tracker.web.meetings import bp as meetings
from tracker.web.milestones import bp as milestones
from tracker.web.outbox import bp as outbox
from tracker.web.people import bp as people
from tracker.web.plans import bp as plans
from tracker.web.recommendations import bp as recommendations
from tracker.web.sign_in import bp as sign_in
from tracker.web.sources import bp as sources
from tracker.web.themes import bp as themes
from tracker.web.updates import bp as updates
from tracker.web.visits import bp as visits

BLUEPRINTS = (
    sign_in,
    plans,
    themes,
    recommendations,
    actions,
    updates,
    evidence,
    claims,
    date_changes,
    checks,
    milestones,
    sources,
    findings,
    meetings,
    closures,
    visits,
    administration,
    people,
    agencies,
    boards,
    inspectorates,
    closed_days,
    jobs,
    outbox,
    about,
)


def register(app: Flask) -> None:
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
