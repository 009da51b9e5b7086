"""Every blueprint, in the order of the navigation."""

from flask import Flask

from tracker.web.about import bp as about
from tracker.web.sign_in import bp as sign_in

BLUEPRINTS = (sign_in, about)


def register(app: Flask) -> None:
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
