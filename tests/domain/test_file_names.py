"""Names of uploaded files, made harmless and kept readable."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tracker.domain.file_names import LONGEST, extension_of, safe_name

UNSEEN = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}


@pytest.mark.parametrize(
    ("original", "safe"),
    [
        ("minutes.pdf", "minutes.pdf"),
        ("Cofnodion y Bwrdd – Mawrth 2018.docx", "Cofnodion y Bwrdd – Mawrth 2018.docx"),
        ("Siân's tŷ (final) v2.PDF", "Siân's tŷ (final) v2.PDF"),
        ("../../etc/passwd", "passwd"),
        ("..\\..\\Windows\\win.ini", "win.ini"),
        ("C:\\fakepath\\minutes.pdf", "minutes.pdf"),
        ("/", "file"),
        ("", "file"),
        ("...", "file"),
        ("   ", "file"),
        (".htaccess", "htaccess"),
        ("minutes.pdf. . ", "minutes.pdf"),
        ("minutes\r\nX-Evil: 1.pdf", "minutes X-Evil- 1.pdf"),
        ("minutes\0.pdf", "minutes.pdf"),
        ("minutes\u202efdp.exe", "minutesfdp.exe"),
        ("\u200f\u2067minutes\u2069.pdf", "minutes.pdf"),
        ("a\u200bb\ufeff.pdf", "ab.pdf"),
        ('a<b>c:d"e|f?g*h.pdf', "a-b-c-d-e-f-g-h.pdf"),
        ("con", "_con"),
        ("NUL.txt", "_NUL.txt"),
        ("com1.tar.gz", "_com1.tar.gz"),
        ("console.txt", "console.txt"),
        ("half\ud800.pdf", "half.pdf"),
        ("s\u0302ian.pdf", "ŝian.pdf"),
    ],
)
def test_a_name_keeps_what_people_read(original: str, safe: str) -> None:
    assert safe_name(original) == safe


@pytest.mark.parametrize("letter", ["a", "ŷ", "文", "😀"])
def test_a_long_name_keeps_its_ending(letter: str) -> None:
    name = safe_name(f"{letter * 300}.pdf")
    assert name.endswith(f"{letter}.pdf")
    assert LONGEST - 4 < len(name.encode()) <= LONGEST


def test_an_ending_too_long_to_be_one_is_cut_with_the_rest() -> None:
    assert safe_name("a." + "b" * 300) == "a." + "b" * (LONGEST - 2)


@given(st.text())
@example("con. .")
@example("aux\u200e")
@example("x" * 250 + ".exe" + "y" * 20)
@example(" ." * 200 + "pdf")
@example("\u0301a.pdf")
def test_every_name_becomes_a_harmless_one(original: str) -> None:
    name = safe_name(original)
    assert name
    assert len(name.encode()) <= LONGEST
    assert not set(name) & set('/\\<>:"|?*')
    assert not any(
        unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Zl", "Zp") for letter in name
    )
    assert name.strip(" .") == name
    assert unicodedata.is_normalized("NFC", name)
    assert safe_name(name) == name


@pytest.mark.parametrize(
    ("name", "ending"),
    [
        ("minutes.pdf", "pdf"),
        ("MINUTES.PDF", "pdf"),
        ("report.pdf.exe", "exe"),
        ("minutes", ""),
        (".pdf", ""),
        ("minutes.", ""),
        ("Item 3. Any other business", ""),
        ("letter 4.1.18", "18"),
    ],
)
def test_the_ending_of_a_name(name: str, ending: str) -> None:
    assert extension_of(name) == ending
