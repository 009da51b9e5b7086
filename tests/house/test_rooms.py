"""Each kind of decision is taken in one room (see the README's map of the rooms)."""

import ast
import sys
from pathlib import Path

import pytest

from tests.house.sources import ROOT, imports, modules, references

LONGEST_FILE = 400
NAMELESS = {"utils", "util", "helpers", "helper", "common", "manager", "misc"}


def _outside(allowed: set[str], *endings: str) -> list[str]:
    return [where for path, where in references(*endings) if path not in allowed]


def test_only_the_unit_of_work_commits() -> None:
    allowed = {"tracker/services/unit_of_work.py"}
    assert _outside(allowed, ".commit", ".begin", ".begin_nested") == []


def test_only_the_clock_asks_the_time() -> None:
    asking = [".datetime.now", ".datetime.utcnow", ".datetime.today", ".date.today", ".time.time"]
    asking += [".time.time_ns", ".time.localtime", ".time.gmtime", ".func.now"]
    asking += [".func.current_timestamp", ".func.current_date"]
    assert _outside({"tracker/adapters/clock.py"}, *asking) == []


def test_only_config_reads_the_environment() -> None:
    assert _outside({"config.py"}, ".os.environ", ".os.getenv", ".os.environb") == []


def test_only_the_mail_adapter_speaks_smtp() -> None:
    speaking = [
        path
        for path, tree in modules().items()
        if any(name.split(".")[0] == "smtplib" for name, _ in imports(tree))
    ]
    assert set(speaking) <= {"tracker/adapters/mail_smtp.py"}


def test_no_own_import_inside_a_function() -> None:
    late = [
        f"{path}:{line}"
        for path, tree in modules().items()
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        for name, line in imports(function)
        if name.startswith((".", "tracker", "config", "wsgi"))
    ]
    assert late == []


def test_domain_knows_only_the_standard_library() -> None:
    foreign = [
        f"{path}:{line} {name}"
        for path, tree in modules().items()
        if path.startswith("tracker/domain/")
        for name, line in imports(tree)
        if name.split(".")[0] not in sys.stdlib_module_names
        and not name.startswith("tracker.domain")
    ]
    assert foreign == []


def test_blueprints_do_not_know_each_other() -> None:
    nouns = {path.parent.name for path in ROOT.glob("tracker/web/*/__init__.py")}
    sideways = []
    for path, tree in modules().items():
        parts = Path(path).parts
        if parts[:2] == ("tracker", "web") and len(parts) > 3:
            others = tuple(f"tracker.web.{noun}" for noun in nouns - {parts[2]})
            for name, line in imports(tree):
                if any(name == other or name.startswith(f"{other}.") for other in others):
                    sideways.append(f"{path}:{line} {name}")
    assert sideways == []


def test_every_room_says_what_lives_there() -> None:
    silent = [path for path, tree in modules().items() if not ast.get_docstring(tree)]
    assert silent == []


def test_no_file_is_named_after_nothing() -> None:
    assert [path for path in modules() if NAMELESS & set(Path(path).with_suffix("").parts)] == []


@pytest.mark.parametrize(
    "pattern", ["tracker/**/*.py", "tests/**/*.py", "templates/**/*.html", "templates/**/*.typ"]
)
def test_no_file_holds_two_nouns(pattern: str) -> None:
    lengths = {
        path.relative_to(ROOT).as_posix(): len(path.read_text(encoding="utf-8").splitlines())
        for path in ROOT.glob(pattern)
    }
    assert lengths, f"nothing matches {pattern}"
    assert {path: lines for path, lines in lengths.items() if lines > LONGEST_FILE} == {}
