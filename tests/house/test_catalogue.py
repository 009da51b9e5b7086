"""Everything a person can read in English they can read in Welsh, in the field's words."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from tests.house.glossary import GLOSSARY, is_said_with, terms_in
from tests.house.sources import ROOT, dotted, modules

CATALOGUE = ROOT / "tracker/translations/cy/LC_MESSAGES/messages.po"
#: A form for one or two things may say so in a word and leave the figure out.
COUNTS = {"count", "n", "num", "number"}

#: What marks its first argument for the translator.
MARKS = {"_", "_l", "N_", "gettext", "lazy_gettext", "ngettext"}

_PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]")


@pytest.fixture(scope="module")
def welsh() -> Catalog:
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="cy", abort_invalid=True)


@pytest.fixture(scope="module")
def used(tmp_path_factory: pytest.TempPathFactory) -> list[Message]:
    """What the code and the templates say today, found as `make messages` finds it."""
    template: Path = tmp_path_factory.mktemp("messages") / "messages.pot"
    command = [sys.executable, "-m", "babel.messages.frontend", "--quiet", "extract"]
    command += ["-k", "_l", "-F", "pyproject.toml", "-o", str(template), "."]
    subprocess.run(command, cwd=ROOT, check=True)
    with template.open("rb") as file:
        return [message for message in read_po(file) if message.id]


def _translated(used: list[Message], welsh: Catalog) -> Iterator[tuple[Message, Message]]:
    for message in used:
        found = welsh.get(message.id, message.context)
        if found is not None and found.string:
            yield message, found


def _forms(message: Message) -> list[str]:
    said = message.string
    return list(said) if isinstance(said, tuple) else [str(said)]


def _english(message: Message) -> list[str]:
    return list(message.id) if isinstance(message.id, tuple) else [str(message.id)]


def _marked() -> Iterator[str]:
    """What the code marks as a message, as Python itself reads it."""
    for tree in modules().values():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and dotted(node.func).split(".")[-1] in MARKS:
                yield from (
                    str(arg.value) for arg in node.args[:1] if isinstance(arg, ast.Constant)
                )


def test_no_message_hides_from_the_translator(used: list[Message]) -> None:
    """Extraction does not look into f-strings, nor at a function it was not told of."""
    assert set(_marked()) - {_english(message)[0] for message in used} == set()


def test_every_message_has_its_welsh(used: list[Message], welsh: Catalog) -> None:
    assert used
    missing = []
    for message in used:
        found = welsh.get(message.id, message.context)
        if found is None or found.fuzzy or not all(form.strip() for form in _forms(found)):
            missing.append(_english(message)[0])
    assert missing == []


def test_counted_messages_have_every_plural(used: list[Message], welsh: Catalog) -> None:
    short = [
        message.id
        for message, found in _translated(used, welsh)
        if message.pluralizable and len(_forms(found)) != welsh.num_plurals
    ]
    assert short == []


def test_placeholders_survive_translation(used: list[Message], welsh: Catalog) -> None:
    wrong = []
    for message, found in _translated(used, welsh):
        wanted = set(_PLACEHOLDER.findall(_english(message)[-1]))
        optional = wanted & COUNTS if message.pluralizable else set()
        for form in _forms(found):
            said = set(_PLACEHOLDER.findall(form))
            if not wanted - optional <= said <= wanted:
                wrong.append((message.id, form))
    assert wrong == []


def test_terms_are_said_in_the_words_of_the_field(used: list[Message], welsh: Catalog) -> None:
    wrong = [
        f"{term}: {english!r} -> {form!r}"
        for message, found in _translated(used, welsh)
        for english in _english(message)[:1]
        for term in terms_in(_PLACEHOLDER.sub("", english))
        for form in _forms(found)
        if not all(is_said_with(form, stems) for stems in GLOSSARY[term])
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("sentence", "stem"),
    [
        ("Derbyn y dystiolaeth", "tystiolaeth"),
        ("fy nhystiolaeth", "tystiolaeth"),
        ("a thystiolaeth", "tystiolaeth"),
        ("Fy nghamau gweithredu", "cam"),
        ("ei hargymhellion", "argymhell"),
        ("yn las", "glas"),
        ("y garreg filltir", "carreg"),
    ],
)
def test_mutated_words_are_recognised(sentence: str, stem: str) -> None:
    assert is_said_with(sentence, stem)


def test_other_words_are_not_taken_for_the_term() -> None:
    assert not is_said_with("Derbyn y prawf", "tystiolaeth")
