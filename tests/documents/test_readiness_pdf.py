"""The readiness summary as a PDF: tagged, in its language, whatever people have written."""

import io
import logging
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, replace
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from tests.documents.told import view
from tests.house.sources import ROOT
from tracker.documents import child
from tracker.documents.child import DocumentFailed
from tracker.documents.readiness_view import ReadinessView
from tracker.domain.languages import Language


@pytest.fixture
def said(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    """What the typesetter warns of, in `said.messages`."""
    caplog.set_level(logging.WARNING, logger="tracker.documents.child")
    return caplog


def printed(shown: ReadinessView) -> PdfReader:
    return PdfReader(io.BytesIO(child.pdf("readiness.typ", asdict(shown))))


def text(reader: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def catalogue(reader: PdfReader) -> DictionaryObject:
    found = reader.trailer["/Root"]
    assert isinstance(found, DictionaryObject)
    return found


def elements(node: Any) -> Iterator[DictionaryObject]:
    """Every structure element at and below `node`."""
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        for each in node:
            yield from elements(each)
    elif isinstance(node, DictionaryObject):
        yield node
        yield from elements(node.get("/K"))


def roles(reader: PdfReader) -> Counter[str]:
    """How many structure elements of each role the document has."""
    return Counter(node.get("/S") for node in elements(catalogue(reader)["/StructTreeRoot"]))


def languages(reader: PdfReader) -> set[str]:
    """The languages of words that are not in that of the document."""
    nodes = elements(catalogue(reader)["/StructTreeRoot"])
    return {node["/Lang"] for node in nodes if "/Lang" in node}


@pytest.mark.parametrize("language", Language)
def test_it_is_accessible_and_says_its_language(
    language: Language, said: pytest.LogCaptureFixture
) -> None:
    reader = printed(view(language))
    root = catalogue(reader)
    assert root["/Lang"] == language.value
    assert root["/MarkInfo"]["/Marked"] == True  # noqa: E712 - a PDF's own boolean
    assert root["/ViewerPreferences"]["/DisplayDocTitle"] == True  # noqa: E712
    assert b"pdfuaid:part" in reader.xmp_metadata.stream.get_data()  # type: ignore[union-attr]
    assert reader.metadata is not None
    assert reader.metadata.title == view(language).title
    assert said.messages == []


def test_headings_tables_and_links_are_tagged() -> None:
    found = roles(printed(view(times=3)))
    assert found["/H1"] == 1
    assert found["/H3"] >= 3
    assert found["/Table"] == 6
    assert found["/TH"] == 3 * (6 + 5)
    assert found["/THead"] == 6
    assert found["/Link"] > 10
    assert "/Figure" not in found


def test_both_languages_say_all_of_it() -> None:
    english, welsh = (text(printed(view(language))) for language in Language)
    for words in (
        "Readiness summary: Monitoring visit",
        "20 to 22 March 2018, 3 days on site",
        "Care Inspectorate Wales",
        "13 March 2018 at 07:00, for 5 working days before the visit",
        "Off track: 1 of 4 actions",
        "The board’s rating is “On track”.",
        "number 4, page 12",
        "Expected and not there yet: Minutes of supervision",
        "dated before the action was delivered",
        "Head of service, Bob Example",
        "Done and embedded",
        "CS17-R99 Placements",
        "CS17-V02 · as at 12 March 2018 ·",
        "Page 1 of",
    ):
        assert words in english
    for words in (
        "Ymweliad monitro",
        "Goruchwyliaeth ŵ ŷ Ŵ Ŷ",
        "Arolygiaeth Gofal Cymru",
        "22 Mawrth 2018",
        "Pennaeth gwasanaeth, Bob Example",
        "CS17-R99 Lleoliadau",
    ):
        assert words in welsh


def test_words_in_the_other_language_are_marked() -> None:
    assert "en" in languages(printed(view(Language.WELSH)))
    assert "cy" in languages(printed(view(Language.ENGLISH)))


def test_a_long_table_repeats_its_header_on_every_page() -> None:
    shown = view(times=1)
    (told,) = shown.recommendations
    long = replace(shown, recommendations=(replace(told, actions=told.actions * 30),))
    reader = printed(long)
    with_rows = [
        page.extract_text() for page in reader.pages if "CS17-R01.05" in page.extract_text()
    ]
    assert len(with_rows) > 3
    for page in with_rows[1:-1]:
        assert "Owner" in page
        assert "Rating" in page


HOSTILE = {
    "markup": '#panic("x") = *bold* $x$ <label> @ref [link] ~ \\ // /* #import "a.typ": * `raw`',
    "html": "<script>alert(1)</script> &amp; ]]>",
    "control characters": "a\x00b\x07c\x1bd\u2028e\u2029f\x85g",
    "emoji": "🙂👩‍👩‍👧‍👦🏴󠁧󠁢󠁷󠁬󠁳󠁿 ✊🏿",
    "right to left": "\u202eabc\u202c مرحبا بالعالم שלום \u2066x\u2069",
    "combining": "Z" + "\u0335\u0316\u0302" * 60,
    "private and unassigned": "\ue000\uf8ff\U000f0000\u0378\ufffe",
    "half of a pair": "\ud83d",
    "one long word": "x" * 5_000,
    "a megabyte of one word": "ŵ" * 1_000_000,
    "a megabyte of words": "gair " * 200_000,
    "nothing": "",
}


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE.keys())
def test_no_words_break_it(words: str, said: pytest.LogCaptureFixture) -> None:
    reader = printed(view(words=words, times=1))
    assert catalogue(reader)["/Lang"] == "en"
    assert "CS17-R01" in text(reader)
    assert said.messages == []


def test_what_cannot_be_drawn_is_shown_as_missing_and_said() -> None:
    found = text(printed(view(words="Smile 🙂 please", times=1)))
    assert "Smile □ please" in found
    assert "does not have" in found
    assert "□" not in text(printed(view(times=1)))


def test_markup_is_printed_as_it_was_typed() -> None:
    found = text(printed(view(words=HOSTILE["markup"], times=1)))
    assert '#panic("x") = *bold* $x$ <label> @ref' in found


def test_a_tampered_summary_says_so() -> None:
    shown = replace(view(times=1), warning="Its hash does not match.")
    assert "Its hash does not match." in text(printed(shown))


def test_a_document_that_takes_too_long_is_given_up(said: pytest.LogCaptureFixture) -> None:
    with pytest.raises(DocumentFailed, match="document_timed_out"):
        child.pdf("readiness.typ", asdict(view(times=1)), patience=0.01)
    assert "was not set within" in said.messages[0]


def test_a_document_that_cannot_be_set_fails_plainly(said: pytest.LogCaptureFixture) -> None:
    with pytest.raises(DocumentFailed, match="document_failed"):
        child.pdf("readiness.typ", {"title": "no more than this"})
    assert "was not set (1)" in said.messages[0]


def test_no_file_outside_the_templates_is_read(said: pytest.LogCaptureFixture) -> None:
    with pytest.raises(DocumentFailed, match="document_failed"):
        child.pdf("../../../config.py", {})


def test_the_web_never_loads_the_typesetter() -> None:
    loaded = "import sys, tracker.app, tracker.documents.child; print('typst' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", loaded], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout == "False\n", done.stderr
