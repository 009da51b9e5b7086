"""Reads the environment into one frozen `Config`: the only reader of `os.environ`.

Environment variables say how the installation runs; what the body decides (calendar,
schemes, tolerance) lives in the database and is edited on pages.
"""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

ROOT = Path(__file__).resolve().parent
_LOOPBACK = {"127.0.0.1", "localhost", "::1"}
MEBIBYTE = 1024 * 1024


class ConfigError(Exception):
    """A setting is missing or cannot be used; the message is a plain sentence."""


@dataclass(frozen=True)
class Config:
    """How this process runs. Sizes are in bytes, times in seconds."""

    database_url: str
    storage_url: str
    mail_url: str
    mail_from: str
    secret_key: str
    public_url: str
    timezone: ZoneInfo
    host: str
    port: int
    instance: Path
    max_file_bytes: int
    max_files: int
    trusted_proxies: int
    web_workers: int
    is_default_database: bool = False
    testing: bool = False

    @property
    def is_loopback(self) -> bool:
        """Whether only this machine can reach the address we listen on."""
        return self.host in _LOOPBACK

    @property
    def is_secure(self) -> bool:
        """Whether browsers reach us over TLS, so that cookies may demand it."""
        return urlsplit(self.public_url).scheme == "https"

    @classmethod
    def from_env(cls, environ: Mapping[str, str] = os.environ) -> "Config":
        """The configuration of this process. Raises `ConfigError`."""
        instance = Path(environ.get("TRACKER_INSTANCE", ROOT / "instance")).resolve()
        instance.mkdir(mode=0o700, parents=True, exist_ok=True)
        host = environ.get("TRACKER_HOST", "127.0.0.1")
        port = _whole(environ, "PORT", 8000)
        loopback = host in _LOOPBACK
        public_url = environ.get("TRACKER_PUBLIC_URL", "").rstrip("/")
        if not public_url:
            if not loopback:
                raise ConfigError(
                    "TRACKER_PUBLIC_URL is not set. Links in mail are built from it: set it to "
                    "the address people type, such as https://tracker.example.wales."
                )
            public_url = f"http://{host}:{port}"
        _check_public_url(public_url)
        database_url = environ.get("TRACKER_DATABASE_URL", "")
        return cls(
            database_url=_database(database_url, instance),
            storage_url=environ.get("TRACKER_STORAGE_URL", "") or (instance / "evidence").as_uri(),
            mail_url=environ.get("TRACKER_MAIL_URL", "")
            or (instance / "mail").as_uri().replace("file:", "folder:", 1),
            mail_from=environ.get("TRACKER_MAIL_FROM", "")
            or f"Tracker <tracker@{urlsplit(public_url).hostname}>",
            secret_key=environ.get("TRACKER_SECRET_KEY", "") or _generated_key(instance, loopback),
            public_url=public_url,
            timezone=_zone(environ.get("TRACKER_TIMEZONE", "Europe/London")),
            host=host,
            port=port,
            instance=instance,
            max_file_bytes=_whole(environ, "TRACKER_MAX_FILE_MB", 20) * MEBIBYTE,
            max_files=_whole(environ, "TRACKER_MAX_FILES", 5),
            trusted_proxies=_whole(environ, "TRACKER_TRUSTED_PROXIES", 0),
            web_workers=_whole(environ, "TRACKER_WEB_WORKERS", 2),
            is_default_database=not database_url,
        )


def environment_for(host: str, port: int) -> dict[str, str]:
    """This process's environment, for a child that serves at that address."""
    return {**os.environ, "TRACKER_HOST": host, "PORT": str(port)}


def _database(url: str, instance: Path) -> str:
    if not url:
        return f"sqlite:///{instance / 'tracker.sqlite3'}"
    scheme, separator, rest = url.partition("://")
    if scheme in {"postgres", "postgresql"} and separator:
        return f"postgresql+psycopg://{rest}"
    if scheme in {"sqlite", "postgresql+psycopg"}:
        return url
    raise ConfigError(
        "TRACKER_DATABASE_URL must begin with sqlite:/// or postgresql://; "
        f"it begins with {scheme[:20]!r}."
    )


def _check_public_url(url: str) -> None:
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ConfigError(
            "TRACKER_PUBLIC_URL must be a whole address such as https://tracker.example.wales."
        )
    if parts.scheme == "http" and parts.hostname not in _LOOPBACK:
        raise ConfigError(
            "TRACKER_PUBLIC_URL begins with http://, so passwords would travel unprotected. "
            "Put a proxy with a certificate in front and use https://."
        )


def _generated_key(instance: Path, loopback: bool) -> str:
    if not loopback:
        raise ConfigError(
            "TRACKER_SECRET_KEY is not set. Make one with "
            "python3 -c 'import secrets; print(secrets.token_hex(32))' and keep it secret."
        )
    path = instance / "secret_key"
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text()
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_hex(32))
    return path.read_text()


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        raise ConfigError(
            f"TRACKER_TIMEZONE is {name!r}, which is not a known zone. Use a name such as "
            "Europe/London."
        ) from None


def _whole(environ: Mapping[str, str], name: str, default: int) -> int:
    text = environ.get(name, "") or str(default)
    if not text.isdigit():
        raise ConfigError(f"{name} is {text!r}; it must be a whole number.")
    return int(text)
