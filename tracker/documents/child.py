"""Sets a document in a child process: the typesetter's memory never stays in a web worker,
and a document that does not end ends there."""

import json
import logging
import subprocess
import sys
from pathlib import Path
from typing import Any

from tracker.domain.errors import Fault, Refused

_ROOT = Path(__file__).parents[2]
_PATIENCE = 20.0

_log = logging.getLogger(__name__)


class DocumentFailed(Refused):
    """No document came of it: `document_timed_out` or `document_failed`."""


def pdf(template: str, data: dict[str, Any], patience: float = _PATIENCE) -> bytes:
    """The PDF that `template` (a name in `templates/documents`) makes of `data`, which is
    nested as JSON is. Gives up after `patience` seconds. Raises `DocumentFailed`."""
    job = json.dumps({"template": template, "data": data}).encode("ascii")
    try:
        done = subprocess.run(
            [sys.executable, "-m", "tracker.documents.render"],
            input=job,
            capture_output=True,
            cwd=_ROOT,
            env={},
            timeout=patience,
            check=False,
        )
    except subprocess.TimeoutExpired:
        _log.error("%s was not set within %s seconds", template, patience)
        raise DocumentFailed(Fault("document_timed_out")) from None
    said = done.stderr.decode(errors="replace").strip()
    if done.returncode != 0:
        _log.error("%s was not set (%s): %s", template, done.returncode, said)
        raise DocumentFailed(Fault("document_failed"))
    if said:
        _log.warning("%s: %s", template, said)
    return done.stdout
