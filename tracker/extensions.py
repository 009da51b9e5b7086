"""Flask extensions, unbound; `create_app` binds them."""

from typing import cast

from flask import current_app
from flask_login import LoginManager
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from flask_wtf import CSRFProtect

from config import Config
from tracker.models import Base
from tracker.ports import MailerFor
from tracker.services.unit_of_work import UnitsOfWork

db = SQLAlchemy(model_class=Base)
login_manager = LoginManager()
csrf = CSRFProtect()
migrate = Migrate(render_as_batch=True, compare_type=True)


def units_of_work() -> UnitsOfWork:
    """Opens units of work of the running application."""
    return cast(UnitsOfWork, current_app.extensions["tracker_units_of_work"])


def mailer_for() -> MailerFor:
    """Chooses the mailer of the running application."""
    return cast(MailerFor, current_app.extensions["tracker_mailer_for"])


def settings() -> Config:
    """How the running application was configured."""
    return cast(Config, current_app.extensions["tracker_config"])
