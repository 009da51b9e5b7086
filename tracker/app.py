"""`create_app(config)`: the one place where everything meets."""

from datetime import timedelta
from pathlib import Path
from urllib.parse import unquote, urlsplit

from flask import Flask
from jinja2 import StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix

from config import ROOT, Config, ConfigError
from tracker.adapters import database
from tracker.adapters.bank_holidays import wales_bank_holidays
from tracker.adapters.clock import SystemClock
from tracker.adapters.file_kind import kind_of
from tracker.adapters.mail import mailer_for
from tracker.adapters.storage_disk import DiskStorage
from tracker.cli import commands
from tracker.extensions import csrf, db, login_manager, migrate
from tracker.ports import Clock, Mailer, MailerFor, Storage
from tracker.services.unit_of_work import UnitsOfWork
from tracker.web import (
    access,
    blueprints,
    errors,
    formatting,
    frame,
    language,
    security,
    static_files,
)

#: Years for which bank holidays are known to deadlines.
_YEARS = (2010, 2050)


def create_app(
    config: Config,
    *,
    clock: Clock | None = None,
    storage: Storage | None = None,
    mailer: Mailer | None = None,
) -> Flask:
    """The application. Tests hand in their own clock, storage and mailer."""
    clock = clock or SystemClock()
    app = Flask("tracker", root_path=str(ROOT), template_folder="templates", static_folder=None)
    app.config.update(_flask_settings(config))
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    if config.trusted_proxies:
        hops = config.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    app.extensions["tracker_config"] = config

    db.init_app(app)
    migrate.init_app(app, db, directory=str(ROOT / "migrations"))
    csrf.init_app(app)
    login_manager.init_app(app)
    with app.app_context():
        database.prepare(db.engine)
        sessions = database.write_sessions(db.engine)
    app.extensions["tracker_units_of_work"] = UnitsOfWork(
        sessions,
        clock,
        storage or _storage(config.storage_url),
        config.timezone,
        wales_bank_holidays(*_YEARS),
        kind_of,
    )
    app.extensions["tracker_mailer_for"] = _mailer_for(config, clock, mailer)

    language.init_app(app)
    formatting.init_app(app)
    static_files.init_app(app, Path(ROOT / "static"))
    security.init_app(app, config)
    frame.init_app(app, config)
    errors.init_app(app)
    blueprints.register(app)
    commands.register(app)
    access.check_every_route(app)
    return app


def _storage(url: str) -> Storage:
    """The engine that a storage URL names. Raises `ConfigError`."""
    parts = urlsplit(url)
    if parts.scheme != "file":
        raise ConfigError("TRACKER_STORAGE_URL must be a folder, such as file:///var/lib/tracker.")
    storage = DiskStorage(Path(unquote(parts.path)))
    storage.prepare()
    return storage


def _mailer_for(config: Config, clock: Clock, given: Mailer | None) -> MailerFor:
    """What the mail URL names, off loopback only for what is no demonstration; or `given`.
    Raises `ConfigError`."""
    if given is not None:
        return lambda _is_demonstration: given
    try:
        anybody, loopback = (
            mailer_for(config.mail_url, config.mail_from, clock, loopback_only=only)
            for only in (False, True)
        )
    except ValueError as error:
        raise ConfigError(f"TRACKER_MAIL_URL or TRACKER_MAIL_FROM: {error}.") from None
    return lambda is_demonstration: loopback if is_demonstration else anybody


def _flask_settings(config: Config) -> dict[str, object]:
    return {
        "SECRET_KEY": config.secret_key,
        "SQLALCHEMY_DATABASE_URI": config.database_url,
        "SERVER_NAME": None,
        "MAX_CONTENT_LENGTH": config.max_file_bytes * config.max_files + 2 * 1024 * 1024,
        "MAX_FORM_MEMORY_SIZE": 2 * 1024 * 1024,
        "SESSION_COOKIE_SECURE": config.is_secure,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_NAME": "__Host-tracker" if config.is_secure else "tracker",
        "REMEMBER_COOKIE_NAME": "__Host-tracker-stay" if config.is_secure else "tracker-stay",
        "REMEMBER_COOKIE_DURATION": timedelta(days=14),
        "REMEMBER_COOKIE_SECURE": config.is_secure,
        "REMEMBER_COOKIE_SAMESITE": "Lax",
        "WTF_CSRF_TIME_LIMIT": None,
        "WTF_CSRF_SSL_STRICT": config.is_secure,
        "TESTING": config.testing,
    }
