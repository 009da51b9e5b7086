"""Every event that a service records has its sentence."""

import ast
from collections.abc import Iterator

import pytest

from tests.house.sources import modules
from tracker.domain.languages import Language
from tracker.wording import events
from tracker.wording.events import event_words


def recorded() -> Iterator[tuple[str, str]]:
    """Where an event is recorded, and its code as written there; a room may have a
    `_record` of its own, which hands on the code it is given."""
    for path, tree in modules().items():
        for node in ast.walk(tree):
            match node:
                case ast.Call(ast.Attribute(attr="record"), [what, _, *_]):
                    given = [what]
                case ast.Call(ast.Name("_record"), [*given]):
                    pass
                case _:
                    continue
            for argument in given:
                match argument:
                    case ast.Constant(str() as code):
                        yield f"{path}:{node.lineno}", code
                    case ast.JoinedStr():
                        yield f"{path}:{node.lineno}", ast.unparse(argument)


RECORDED = {code: where for where, code in recorded()}


def test_every_event_has_words() -> None:
    silent = {code: where for code, where in RECORDED.items() if code not in events._EVENTS}
    assert silent == {}


def test_no_words_are_left_over() -> None:
    assert events._EVENTS.keys() - RECORDED.keys() == set()


@pytest.mark.parametrize("what", sorted(events._EVENTS))
def test_an_event_is_a_phrase_in_the_past_tense(what: str) -> None:
    words = event_words(what, Language.ENGLISH)
    assert words[0].isupper()
    assert not words.endswith(".")
