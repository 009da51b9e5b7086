"""Every code a rule refuses with has a sentence that its parameters can fill."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import pytest

from tests.domain.calendars import day
from tests.house.sources import modules
from tests.wording.welsh import spoken
from tracker.adapters.file_faults import FileFault
from tracker.domain.deadlines import DateWarning
from tracker.domain.errors import Fault
from tracker.domain.languages import Language
from tracker.wording import faults
from tracker.wording.faults import sentence

ENGLISH = Language.ENGLISH
#: Where `refuse` makes a fault out of any code.
_MAKER = "tracker/domain/errors.py"
_PLACEHOLDER = re.compile(r"%\((\w+)\)")


@dataclass(frozen=True)
class Raised:
    """One `Fault("code", …)`, `refuse("code", …)` or `doubt("code", …)` in the code.
    `code` is None where another place gives it, `params` None where their names do not
    stand there."""

    where: str
    code: str | None
    params: frozenset[str] | None = None


def raised() -> Iterator[Raised]:
    for path, tree in modules().items():
        for node in ast.walk(tree):
            match node:
                case ast.Call(ast.Name("Fault" | "refuse" | "doubt" as called)) if path != _MAKER:
                    yield _raised(f"{path}:{node.lineno}", called, node)


def _raised(where: str, called: str, node: ast.Call) -> Raised:
    match node.args:
        case [ast.Constant(str() as code), *_]:
            return Raised(where, code, _params(called, node))
        case _:
            return Raised(where, None)


def _params(called: str, node: ast.Call) -> frozenset[str] | None:
    named = {keyword.arg: keyword.value for keyword in node.keywords}
    if called != "Fault":
        return None if None in named else frozenset(named) - {"field"}
    given = node.args[2] if len(node.args) > 2 else named.get("params")
    match given:
        case None:
            return frozenset()
        case ast.Dict(keys):
            return frozenset(ast.literal_eval(key) for key in keys if key is not None)
        case _:
            return None


RAISED = sorted(raised(), key=lambda found: found.where)
SAID = faults._SENTENCES.keys() | faults._COUNTED.keys()


def test_every_code_has_a_sentence() -> None:
    silent = {found.code: found.where for found in RAISED if found.code not in {None, *SAID}}
    assert silent == {}


@pytest.mark.parametrize("codes", [FileFault, DateWarning])
def test_every_code_of_an_enum_has_a_sentence(codes: type[StrEnum]) -> None:
    assert {code.value for code in codes} - SAID == set()


def test_no_sentence_is_left_over() -> None:
    written = {
        node.value
        for path, tree in modules().items()
        if not path.startswith("tracker/wording/")
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
    }
    assert SAID - written == set()


def test_no_code_has_two_sentences() -> None:
    assert faults._SENTENCES.keys() & faults._COUNTED.keys() == set()


def test_every_sentence_is_given_what_it_says() -> None:
    lacking = {
        found.where: missing
        for found in RAISED
        if found.params is not None and found.code in faults._SENTENCES
        if (missing := set(_PLACEHOLDER.findall(faults._SENTENCES[found.code])) - found.params)
    }
    assert lacking == {}


def test_a_sentence_stands_beside_a_field_without_full_stop() -> None:
    assert [words for words in faults._SENTENCES.values() if words.endswith(".")] == []


def test_dates_are_said_in_words() -> None:
    late = Fault("due_before_start", "due_on", {"starts_on": day("12 Mar 2018")})
    assert sentence(late, ENGLISH).endswith("on or after the start date, 12 March 2018")
    assert "12 Mawrth 2018" in sentence(late, Language.WELSH)


def test_codes_among_the_parameters_are_said_too() -> None:
    fault = Fault("step_not_allowed", params={"step": "evidenced", "stage": "planned"})
    words = "“Accept as evidenced” is not possible now: the action stands at “Planned”"
    assert sentence(fault, ENGLISH) == words


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (1, "1 of its 3 actions is not evidenced yet"),
        (2, "2 of its 3 actions are not evidenced yet"),
    ],
)
def test_counts_agree(count: int, words: str) -> None:
    fault = Fault("closing_unproved", params={"count": count, "total": 3})
    assert sentence(fault, ENGLISH) == words


def test_welsh_is_said_in_welsh(tmp_path: Path) -> None:
    english = faults._SENTENCES["nothing_accepted"]
    with spoken(tmp_path, {english: "Nid oes tystiolaeth wedi’i derbyn eto"}):
        words = sentence(Fault("nothing_accepted"), Language.WELSH)
    assert words == "Nid oes tystiolaeth wedi’i derbyn eto"


def test_an_unknown_code_is_never_papered_over() -> None:
    with pytest.raises(KeyError):
        sentence(Fault("no_such_code"), ENGLISH)
