"""What people type."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.errors import Fault, Refused
from tracker.domain.text import clean, clean_line, clean_text


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("  A  plan \t of\naction ", "A plan of action"),
        ("w\u0302", "ŵ"),
        ("nul\x00 bell\x07", "nul bell"),
        ("evil\u202efdp.exe", "evilfdp.exe"),
        ("\u2066safe\u2069", "safe"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("👩‍👧 Llanfair­pwll", "👩‍👧 Llanfair­pwll"),
        ("\ud800", ""),
    ],
)
def test_a_title_is_one_plain_line(typed: str, line: str) -> None:
    assert clean_line(typed, 200) == line


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("one\n\n\n\n\ntwo", "one\n\ntwo"),
        ("  one  \n\ttwo  \n\n", "one\n\ttwo"),
        ("a\x00b\x1bc", "abc"),
        ("mixed \u202babc\u202c text", "mixed \u202babc\u202c text"),
        ("", ""),
        (None, ""),
    ],
)
def test_longer_text_keeps_its_lines(typed: str | None, text: str) -> None:
    assert clean(typed) == text


def test_the_limit_counts_characters_that_are_kept() -> None:
    assert clean_text(" 12345\x00 ", 5) == "12345"
    assert clean_line("👍" * 5, 5) == "👍" * 5
    with pytest.raises(Refused) as refused:
        clean_text("123456", 5, "words")
    assert refused.value.faults == (Fault("too_long", "words", {"limit": 5, "length": 6}),)


def test_a_megabyte_is_refused_not_cut() -> None:
    with pytest.raises(Refused):
        clean_line("x" * 1_000_000, 200, "title")


anything = st.text(
    st.characters(codec=None) | st.sampled_from("\x00\t\n\r\u2028\u202e\u0301\u1100\u1161\ud800 ")
)


@given(anything)
def test_cleaning_twice_is_cleaning_once(typed: str) -> None:
    assert clean(clean(typed)) == clean(typed)
    assert clean_line(clean_line(typed, 10_000), 10_000) == clean_line(typed, 10_000)


@given(anything)
def test_what_is_kept_is_safe_to_store(typed: str) -> None:
    for kept in (clean(typed), clean_line(typed, 10_000)):
        assert unicodedata.is_normalized("NFC", kept)
        assert "\x00" not in kept
        assert kept == kept.strip()
        kept.encode()
    assert "\n" not in clean_line(typed, 10_000)


@given(st.text(st.characters(categories=("L", "N", "P", "S"), exclude_characters="\u2028\u2029")))
def test_plain_words_are_left_as_they_are(typed: str) -> None:
    assert clean(typed) == unicodedata.normalize("NFC", typed)
