"""What the bundled typeface can draw, and what is done about the rest."""

import io
from dataclasses import asdict
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.documents.told import view
from tests.house.sources import ROOT
from tracker.documents import child
from tracker.documents.typeface import MISSING, characters, drawable

FONTS = sorted((ROOT / "templates" / "documents" / "fonts").glob("*.ttf"))
KNOWN = frozenset.intersection(*(characters(font) for font in FONTS))


def test_the_typeface_comes_with_its_licence() -> None:
    assert len(FONTS) == 2
    assert "SIL Open Font License" in (FONTS[0].parent / "OFL.txt").read_text(encoding="utf-8")


def test_it_has_all_of_both_languages_and_the_sign_for_what_it_has_not() -> None:
    wanted = "ŵŷŴŶâêîôûïöëäàèìòùẁẃẅỳýÿÂÊÎÔÛ" + "abcxyzABCXYZ0123456789" + "“”‘’–·…£€%§" + MISSING
    assert set(map(ord, wanted)) <= KNOWN


@pytest.mark.parametrize(
    ("typed", "drawn"),
    [
        ("Tŷ", "Tŷ"),
        ("y\u0302 w\u0302", "ŷ ŵ"),
        ("a🙂b", f"a{MISSING}b"),
        ("\u202eabc\u200b\x07\ud83d", "abc"),
        ("one\ntwo\tthree", "one\ntwo\tthree"),
        ("x" * 30, "x" * 30),
        ("a " * 10_001, "a " * 10_000 + "…"),
        ("x" * 61, "\u200b".join(["x" * 30, "x" * 30, "x"])),
    ],
)
def test_every_text_becomes_drawable(typed: str, drawn: str) -> None:
    assert drawable({"a": [typed, 1, None]}, KNOWN) == {"a": [drawn, 1, None]}


def test_addresses_and_hashes_are_not_words() -> None:
    verbatim = {"href": "https://tracker.example/" + "x" * 80, "sha256": "f" * 64}
    assert drawable(verbatim, KNOWN) == verbatim


def test_every_character_it_claims_to_have_can_be_printed() -> None:
    """PDF/UA would refuse the document otherwise."""
    words = " ".join(map(chr, sorted(KNOWN)))
    pdf = child.pdf("readiness.typ", asdict(view(words=words, times=1)))
    assert PdfReader(io.BytesIO(pdf)).pages


def test_a_file_that_is_no_font_is_refused(tmp_path: Path) -> None:
    broken = tmp_path / "broken.ttf"
    broken.write_bytes(FONTS[0].read_bytes().replace(b"cmap", b"cmop", 1))
    with pytest.raises(ValueError, match="no table of characters"):
        characters(broken)
