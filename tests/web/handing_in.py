"""Handing files in on the form for evidence."""

import io
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.ground import files
from tests.services.owners import Scene

File = tuple[bytes, str]

POLICY: File = (files.pdf("The policy"), "policy.pdf")
SAID = {
    "title": "The signed policy",
    "kind": "output",
    "dated_on-day": "28",
    "dated_on-month": "2",
    "dated_on-year": "2018",
    "attested": "y",
}


def send(client: FlaskClient, address: str, *chosen: File, **given: Any) -> TestResponse:
    """Send a form with files; the test client keeps what it sends open, so close it."""
    data: dict[str, Any] = {**SAID, **given}
    data["files"] = [(io.BytesIO(content), name) for content, name in chosen]
    answer = client.post(address, data=data, content_type="multipart/form-data")
    answer.request.environ["wsgi.input"].close()
    return answer


def hand_in(client: FlaskClient, here: Scene, *chosen: File, **given: Any) -> TestResponse:
    """Add evidence for the scene's action, as `SAID` unless `given` says otherwise."""
    return send(client, f"/actions/{here.ref}/evidence/new", *chosen, **given)
