"""`flask tracker visits`: the list, and readiness as a file, whole or not at all."""

import json
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from click.testing import Result
from flask import Flask
from pypdf import PdfReader
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.ground.databases import Save
from tests.services.inspected import inspected
from tracker.documents import child
from tracker.documents.child import DocumentFailed
from tracker.domain.errors import Fault
from tracker.models import ReadinessSummary


@pytest.fixture(autouse=True)
def _world(save: Save) -> None:
    inspected(save)


def command(app: Flask, *words: str) -> Result:
    return app.test_cli_runner().invoke(args=["tracker", "visits", *words])


def write(app: Flask, output: Path, *more: str, kind: str = "html") -> Result:
    wanted = ["--format", kind, "--output", str(output), *more]
    return command(app, "readiness", "cs17-v02", *wanted)


def test_the_list_for_people_and_for_programs(app: Flask) -> None:
    table = command(app, "list").output
    assert table.splitlines()[1].split()[:3] == ["CS17-V02", "Monitoring", "visit"]
    (visit,) = json.loads(command(app, "list", "--json").output)
    assert visit == {
        "reference": "CS17-V02",
        "title": "Monitoring visit",
        "plan": "CS17",
        "starts_on": "2018-03-20",
        "ends_on": "2018-03-22",
        "inspectorates": "CIW",
        "working_days_left": 6,
        "cancelled": False,
    }


@pytest.mark.parametrize(("language", "day"), [("en", "12 March 2018"), ("cy", "12 Mawrth 2018")])
def test_a_page_that_stands_alone(app: Flask, tmp_path: Path, language: str, day: str) -> None:
    output = tmp_path / "readiness.html"
    answer = write(app, output, "--language", language)
    assert answer.exit_code == 0, answer.output
    page = BeautifulSoup(output.read_text(encoding="utf-8"), "html.parser")
    assert page.html["lang"] == language
    assert len(page.select("h1")) == 1
    assert day in page.get_text()
    assert not page.select("script, link, img")
    assert page.select('a[href="http://127.0.0.1:8000/actions/CS17-R01.01"]')
    assert [path.name for path in tmp_path.glob(".*html*")] == []


def test_a_pdf(app: Flask, tmp_path: Path) -> None:
    output = tmp_path / "readiness.pdf"
    assert write(app, output, kind="pdf").exit_code == 0
    assert PdfReader(output).trailer["/Root"]["/Lang"] == "en"


def test_dates_are_judged_on_the_day_asked_for(app: Flask, tmp_path: Path) -> None:
    output = tmp_path / "readiness.html"
    write(app, output, "--as-at", "2018-02-02")
    assert "No action is overdue" in output.read_text(encoding="utf-8")
    write(app, output, "--as-at", "2018-02-03")
    assert "1 action is overdue" in output.read_text(encoding="utf-8")
    assert "3 February 2018" in output.read_text(encoding="utf-8")


def test_nothing_is_kept_of_a_look(app: Flask, tmp_path: Path, session: Session) -> None:
    write(app, tmp_path / "readiness.html")
    assert session.scalar(select(func.count(ReadinessSummary.id))) == 0


@pytest.mark.parametrize(
    ("more", "status", "words"),
    [
        (["--format", "docx"], 2, "docx"),
        (["--as-at", "2018-02-31"], 2, "2018-02-31"),
        (["--language", "fr"], 2, "fr"),
    ],
)
def test_wrong_usage_is_status_two(
    app: Flask, tmp_path: Path, more: list[str], status: int, words: str
) -> None:
    answer = write(app, tmp_path / "readiness.html", *more)
    assert answer.exit_code == status
    assert words in answer.output
    assert list(tmp_path.glob("readiness*")) == []


def test_an_unknown_visit_is_refused_plainly(app: Flask, tmp_path: Path) -> None:
    output = tmp_path / "readiness.html"
    answer = command(app, "readiness", "CS17-V99", "--format", "html", "--output", str(output))
    assert (answer.exit_code, answer.exception.__class__) == (1, SystemExit)
    assert "There is no visit CS17-V99" in answer.output
    assert not output.exists()


def test_a_place_that_is_not_there_is_refused_plainly(app: Flask, tmp_path: Path) -> None:
    answer = write(app, tmp_path / "nowhere" / "readiness.html")
    assert answer.exit_code == 1
    assert "cannot be written: No such file or directory." in answer.output


def test_a_failure_leaves_the_earlier_file_alone(
    app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_given: object) -> bytes:
        raise DocumentFailed(Fault("document_timed_out"))

    output = tmp_path / "readiness.pdf"
    output.write_bytes(b"earlier")
    monkeypatch.setattr(child, "pdf", fail)
    answer = write(app, output, kind="pdf")
    assert answer.exit_code == 1
    assert "took too long" in answer.output
    assert output.read_bytes() == b"earlier"
