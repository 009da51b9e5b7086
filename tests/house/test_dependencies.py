"""What is installed is what was locked, whichever tool installs it."""

import subprocess
import sys

import pytest

from tests.house.sources import ROOT


@pytest.mark.parametrize(
    ("exported", "groups"), [("requirements.txt", ["--no-dev"]), ("requirements-dev.txt", [])]
)
def test_requirements_equal_the_lock(exported: str, groups: list[str]) -> None:
    """Mend with `make lock`."""
    command = [sys.executable, "-m", "uv", "export", "--locked", "--offline", "--quiet"]
    shape = ["--no-emit-project", "--no-annotate", "--no-header", *groups]
    done = subprocess.run([*command, *shape], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert (ROOT / exported).read_text(encoding="utf-8") == done.stdout
