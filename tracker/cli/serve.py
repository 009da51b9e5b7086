"""`flask tracker serve` and `scheduler`: the tracker as long-running processes."""

import http.client
import logging
import os
import signal
import socket
import sys
from queue import SimpleQueue

import click
from flask.cli import with_appcontext

from config import ROOT, Config, ConfigError, environment_for
from tracker.cli.output import Refusal, plainly
from tracker.cli.schema import what_is_wrong
from tracker.cli.supervisor import Command, Supervisor
from tracker.cli.tools import tools
from tracker.extensions import settings
from tracker.jobs.schedule import TIMETABLE
from tracker.jobs.scheduler import timetable

#: Threads of each web process.
THREADS = 4
#: A web process is replaced after about so many requests.
REQUESTS = 5000
#: Seconds the first page may take.
READY_DEADLINE = 120.0


@click.command()
@with_appcontext
@click.option("--host", help="Address to listen on.")
@click.option("--port", type=click.IntRange(1, 65535), help="Port to listen on.")
@plainly
def serve(host: str | None, port: int | None) -> None:
    """Run the pages and the timetable, until stopped."""
    host, port = host or settings().host, port or settings().port
    environment = environment_for(host, port)
    try:
        config = Config.from_env(environment)
    except ConfigError as error:
        raise Refusal(str(error)) from None
    _refuse_old_schema()
    with _listening(host, port) as listening:
        web = Command(_gunicorn(config, listening), environment, [listening.fileno()])
        scheduler = Command([*_flask(), "tracker", "scheduler"], environment)
        status = Supervisor(web, scheduler, lambda: _ready(config)).watch()
    raise SystemExit(status)


@click.command()
@with_appcontext
@plainly
def scheduler() -> None:
    """Run the timetable alone, until stopped. Several may run: each job happens once."""
    _refuse_old_schema()
    logging.basicConfig(format="%(asctime)s %(levelname)s %(message)s", level=logging.INFO)
    logging.getLogger("apscheduler").setLevel(logging.WARNING)
    stop: SimpleQueue[None] = SimpleQueue()
    for one in (signal.SIGTERM, signal.SIGINT):
        signal.signal(one, lambda *_: stop.put(None))
    kept = timetable(tools())
    kept.start()
    logging.info("The timetable is kept: %s", ", ".join(job.name for job in TIMETABLE))
    stop.get()
    kept.shutdown()


def _refuse_old_schema() -> None:
    if wrong := what_is_wrong():
        raise Refusal(wrong)


def _listening(host: str, port: int) -> socket.socket:
    """The socket that the web server is given, so that a taken port shows at once."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=128)
    except OSError as error:
        why = os.strerror(error.errno) if error.errno else str(error)
        raise Refusal(f"Cannot listen on {host}, port {port}: {why}.") from None


def _flask() -> list[str]:
    return [sys.executable, "-m", "flask", "--app", str(ROOT / "wsgi.py")]


def _gunicorn(config: Config, listening: socket.socket) -> list[str]:
    settings = {
        "bind": f"fd://{listening.fileno()}",
        "workers": config.web_workers,
        "worker-class": "gthread",
        "threads": THREADS,
        "max-requests": REQUESTS,
        "max-requests-jitter": REQUESTS // 10,
        "log-level": "warning",
        "pythonpath": ROOT,
    }
    options = [f"--{name}={value}" for name, value in settings.items()]
    return [sys.executable, "-m", "gunicorn", *options, "--no-control-socket", "wsgi:app"]


def _ready(config: Config) -> str:
    """Wait for the first page, then say where it is."""
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(config.host, config.host)  # noqa: S104
    connection = http.client.HTTPConnection(host, config.port, timeout=READY_DEADLINE)
    try:
        connection.request("GET", "/sign-in")
        status = connection.getresponse().status
    except (OSError, http.client.HTTPException) as error:
        return f"The first page did not come: {error}"
    finally:
        connection.close()
    if status != http.HTTPStatus.OK:
        return f"The first page answered with status {status}."
    return f"Tracker is ready: {config.public_url}"
