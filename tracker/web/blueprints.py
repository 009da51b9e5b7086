"""Every blueprint, in the order of the navigation."""

from flask import Flask

from tracker.web.about import bp as about
from tracker.web.actions import bp as actions
from tracker.web.plans import bp as plans
from tracker.web.recommendations import bp as recommendations
from tracker.web.sign_in import bp as sign_in

BLUEPRINTS = (
    sign_in,
    plans,
    recommendations,
    actions,
    about,
)


def register(app: Flask) -> None:
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
