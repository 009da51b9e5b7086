"""What a file is, whatever it is called: honest ones are taken, hostile ones are not."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ground import files
from tracker.adapters.file_kind import kind_of
from tracker.domain.errors import Refused
from tracker.domain.file_kinds import ACCEPTED, CSV, DOCX, EXTENSIONS, JPEG, PDF, TXT

EXE = b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00\xb8\x00"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!DOCTYPE html>\n<html><body onload=alert(1)>hello</body></html>"
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512


def _fault(content: bytes, name: str) -> tuple[str, dict[str, str]]:
    with pytest.raises(Refused) as caught:
        kind_of(io.BytesIO(content), name)
    [fault] = caught.value.faults
    assert fault.field == "files"
    return fault.code, dict(fault.params)


@pytest.mark.parametrize("ending", EXTENSIONS)
def test_every_kind_that_is_offered_is_taken(ending: str) -> None:
    for name in (f"minutes.{ending}", f"MINUTES.{ending.upper()}"):
        kind = kind_of(io.BytesIO(files.MAKERS[ending]()), name)
        assert kind in ACCEPTED
        assert ending in (kind.extension, *kind.also)


def test_a_name_without_an_ending_is_given_one() -> None:
    kind = kind_of(io.BytesIO(files.pdf()), "Minutes of the board")
    assert kind is PDF
    assert kind.named("Minutes of the board") == "Minutes of the board.pdf"
    assert kind.named("minutes.pdf") == "minutes.pdf"
    assert JPEG.named("photo.jpeg") == "photo.jpeg"


def test_text_is_a_table_when_its_name_says_so() -> None:
    assert kind_of(io.BytesIO(files.csv()), "actions.csv") is CSV
    assert kind_of(io.BytesIO(files.csv()), "actions.txt") is TXT
    assert kind_of(io.BytesIO(files.csv()), "actions") is TXT


@pytest.mark.parametrize(
    "content",
    [
        "Tŷ, dŵr, llŷn".encode(),
        "\ufeffwith a mark".encode(),
        "café – “quoted”".encode("cp1252"),
        ("ŷ" * 100_000).encode(),
        b"a < b and c > d, see <sian@council.example> & co.\f\tx\n",
        b"BM and MZ are how some sentences begin; PK too",
        b"PKs of the board",
    ],
)
def test_what_people_write_is_text(content: bytes) -> None:
    assert kind_of(io.BytesIO(content), "notes.txt") is TXT


@pytest.mark.parametrize("ending", EXTENSIONS)
def test_an_empty_file_is_empty_under_every_name(ending: str) -> None:
    assert _fault(b"", f"minutes.{ending}") == ("file_empty", {"name": f"minutes.{ending}"})


@pytest.mark.parametrize(
    ("content", "name", "found"),
    [
        (SVG, "drawing.svg", "svg"),
        (HTML, "page.html", "html"),
        (EXE, "setup.exe", "exe"),
        (b"#!/bin/sh\nrm -rf /\n", "clean.sh", "sh"),
        (b"<?php system($_GET[0]);", "shell.php", "php"),
        (b"{\\rtf1 hello}", "letter.rtf", "rtf"),
        (b"GIF89a" + b"\0" * 20, "photo.gif", "gif"),
        (b"<?xml version='1.0'?><x/>", "data.xml", "xml"),
        (files.package({"a.txt": "x"}), "all.zip", "zip"),
        (bytes(range(256)) * 4, "blob.bin", ""),
        ("UTF-16".encode("utf-16"), "notes", ""),
    ],
)
def test_a_kind_that_is_not_taken_is_named(content: bytes, name: str, found: str) -> None:
    assert _fault(content, name) == ("file_kind_not_allowed", {"name": name, "found": found})


@pytest.mark.parametrize(
    ("content", "name", "found"),
    [
        (SVG, "minutes.pdf", "svg"),
        (HTML, "minutes.pdf", "html"),
        (HTML, "minutes.txt", "html"),
        (b"hello\n" * 20_000 + b"<script>alert(1)</script>", "minutes.txt", "html"),
        (b"x" * (64 * 1024 - 3) + b"<script>alert(1)</script>", "minutes.txt", "html"),
        (b"a,b\n1,<SCRIPT src=x>\n", "actions.csv", "html"),
        (EXE, "minutes.docx", "exe"),
        (files.package({"a.txt": "x"}), "minutes.docx", "zip"),
        (files.package({"[Content_Types].xml": "x", "word/document.xml": ""}), "a.docx", "zip"),
        (files.package({"mimetype": "application/epub+zip"}), "book.odt", "zip"),
        (files.pdf(), "minutes.docx", "pdf"),
        (files.docx(), "minutes.pdf", "docx"),
        (files.xlsx(), "minutes.docx", "xlsx"),
        (files.png(), "photo.jpg", "png"),
        (files.txt(), "minutes.pdf", "txt"),
        (b"%!PS-Adobe-3.0\n", "minutes.pdf", "ps"),
        (b" " + files.pdf(), "minutes.pdf", "txt"),
        (b"\0" + files.pdf(), "minutes.pdf", ""),
    ],
)
def test_a_name_that_promises_something_else(content: bytes, name: str, found: str) -> None:
    ending = name.rpartition(".")[2]
    expected = {"name": name, "found": found, "ending": ending}
    assert _fault(content, name) == ("file_kind_mismatch", expected)


@pytest.mark.parametrize("name", ["minutes.pdf.exe", "minutes.html", "minutes.svg", "minutes.docm"])
def test_an_honest_content_under_a_foreign_ending(name: str) -> None:
    assert _fault(files.pdf(), name)[0] == "file_kind_mismatch"


def test_marks_that_turn_a_name_around_do_not_hide_its_ending() -> None:
    code, params = _fault(files.pdf(), "minutes\u202efdp.exe")
    assert code == "file_kind_mismatch"
    assert params == {"name": "minutesfdp.exe", "found": "pdf", "ending": "exe"}


class TestTwoFilesInOne:
    def test_a_pdf_that_is_a_page_too(self) -> None:
        both = files.pdf().replace(b"%PDF-1.4\n", b"%PDF-1.4\n<html><script>alert(1)</script>\n")
        assert _fault(both, "minutes.pdf") == (
            "file_kind_mismatch",
            {"name": "minutes.pdf", "found": "html", "ending": "pdf"},
        )

    def test_a_pdf_with_a_script_after_its_end(self) -> None:
        assert _fault(files.pdf() + b"<script>alert(1)</script>", "a.pdf")[0] == "file_damaged"

    @pytest.mark.parametrize("ending", ["pdf", "png", "jpg", "txt"])
    def test_a_file_that_is_a_package_too(self, ending: str) -> None:
        both = files.MAKERS[ending]() + files.package({"evil.class": "x"})
        code, params = _fault(both, f"minutes.{ending}")
        assert (code, params["found"]) == ("file_kind_mismatch", "zip")

    def test_a_pdf_whose_last_words_are_the_comment_of_a_package(self) -> None:
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as writer:
            writer.writestr("evil.class", "x")
            writer.comment = b"startxref\n0\n%%EOF"
        code, params = _fault(files.pdf() + buffer.getvalue(), "minutes.pdf")
        assert (code, params["found"]) == ("file_kind_mismatch", "zip")

    def test_a_package_with_something_before_or_after_it(self) -> None:
        assert _fault(files.docx() + HTML, "minutes.docx")[0] == "file_damaged"
        before = files.package({"a": "x"}) + files.docx()
        assert _fault(before, "minutes.docx")[0] == "file_damaged"


class TestDamage:
    @pytest.mark.parametrize("ending", ["pdf", "docx", "xlsx", "odt", "png", "jpg"])
    def test_half_a_file_is_damaged(self, ending: str) -> None:
        content = files.MAKERS[ending]()
        for length in (len(content) // 2, len(content) - 10):
            assert _fault(content[:length], f"minutes.{ending}")[0] == "file_damaged"

    def test_a_picture_of_nothing_is_damaged(self) -> None:
        assert _fault(b"\x89PNG\r\n\x1a\n", "photo.png")[0] == "file_damaged"
        assert _fault(b"\xff\xd8\xff\xd9", "photo.jpg")[0] == "file_damaged"
        assert _fault(b"\xff\xd8\xff\xe0\x00\x00" * 10, "photo.jpg")[0] == "file_damaged"

    def test_the_beginning_of_a_pdf_is_not_a_pdf(self) -> None:
        assert _fault(b"%PDF-1.4\n" + b"x" * 5000, "minutes.pdf")[0] == "file_damaged"

    def test_a_part_that_is_not_what_its_check_sum_says(self) -> None:
        content = files.package(
            {"[Content_Types].xml": "types", "word/document.xml": ""}, zipfile.ZIP_STORED
        )
        assert _fault(content.replace(b"types", b"typed"), "a.docx")[0] == "file_damaged"

    @given(st.sampled_from(EXTENSIONS), st.data())
    def test_no_damage_ends_in_anything_but_a_plain_answer(
        self, ending: str, data: st.DataObject
    ) -> None:
        content = bytearray(files.MAKERS[ending]())
        places = st.integers(0, len(content) - 1)
        for place in data.draw(st.lists(places, min_size=1, max_size=6)):
            content[place] = data.draw(st.integers(0, 255))
        try:
            kind = kind_of(io.BytesIO(content), f"minutes.{ending}")
        except Refused:
            return
        assert kind in ACCEPTED


class TestPackages:
    WORD = files.ooxml("word/document.xml", "wordprocessingml.document", "<w/>")

    @pytest.mark.parametrize(
        "parts",
        [
            WORD | {"word/vbaProject.bin": b"x"},
            WORD | {"word/VBAPROJECT.BIN": b"x"},
            WORD | {"xl/macrosheets/sheet1.xml": b"x"},
            files.ooxml("word/document.xml", "document.macroEnabled", "<w/>"),
            files.odf("text", "<x/>") | {"Basic/Standard/Module1.xml": "x"},
            files.odf("text", "<x/>") | {"Scripts/python/evil.py": "x"},
        ],
    )
    def test_macros_are_not_taken(self, parts: dict[str, str | bytes]) -> None:
        assert _fault(files.package(parts), "minutes.docx")[0] == "file_macro"

    def test_old_office_files_cannot_be_looked_into(self) -> None:
        assert _fault(OLD_WORD, "minutes.doc")[0] == "file_locked_or_old"
        assert _fault(OLD_WORD, "minutes.docx")[0] == "file_locked_or_old"

    def test_a_password_keeps_us_out_too(self) -> None:
        locked = bytearray(files.docx())
        entry = locked.index(b"PK\x01\x02")
        locked[entry + 8] |= 1
        assert _fault(bytes(locked), "minutes.docx")[0] == "file_locked_or_old"
        manifest = {"META-INF/manifest.xml": "<m:encryption-data/>"}
        odt = files.package(files.odf("text", "<x/>") | manifest)
        assert _fault(odt, "minutes.odt")[0] == "file_locked_or_old"

    def test_a_package_of_five_kilobytes_does_not_unpack_to_millions(self) -> None:
        bomb = files.package(self.WORD | {"word/bomb.xml": b"\0" * 4_500_000})
        assert 4000 < len(bomb) < 6000
        assert _fault(bomb, "minutes.docx")[0] == "file_unpacks_too_large"

    def test_a_large_document_packed_well_is_taken(self) -> None:
        words = "".join(f"<w:p>Action {number} of the plan</w:p>" for number in range(60_000))
        content = files.package(self.WORD | {"word/more.xml": words})
        assert len(words) > 1024 * 1024
        assert kind_of(io.BytesIO(content), "minutes.docx") is DOCX

    def test_parts_that_share_their_bytes_are_a_bomb(self) -> None:
        content = bytearray(
            files.package(self.WORD | {"a": b"\0" * 600, "b": b"\0" * 600}, zipfile.ZIP_STORED)
        )
        first = content.rindex(b"PK\x01\x02", 0, content.rindex(b"PK\x01\x02"))
        second = content.rindex(b"PK\x01\x02")
        content[second + 42 : second + 46] = content[first + 42 : first + 46]
        assert _fault(bytes(content), "minutes.docx")[0] == "file_damaged"

    def test_a_list_that_claims_more_than_the_file_holds(self) -> None:
        content = bytearray(files.docx())
        entry = content.index(b"PK\x01\x02")
        content[entry + 20 : entry + 24] = (10**6).to_bytes(4, "little")
        assert _fault(bytes(content), "minutes.docx")[0] == "file_unpacks_too_large"

    def test_a_list_too_long_is_not_even_read(self) -> None:
        parts = self.WORD | {f"word/{number}": "" for number in range(10_001)}
        assert _fault(files.package(parts), "minutes.docx")[0] == "file_unpacks_too_large"

    def test_the_same_part_twice_is_a_trick(self) -> None:
        content = files.package(self.WORD | {"word/DOCUMENT.xml": "<evil/>"})
        assert _fault(content, "minutes.docx")[0] == "file_damaged"

    def test_what_office_programs_do_not_use_to_pack_is_not_unpacked(self) -> None:
        content = files.package(self.WORD, zipfile.ZIP_BZIP2)
        assert _fault(content, "minutes.docx")[0] == "file_damaged"

    def test_a_list_for_very_large_files_is_not_followed(self) -> None:
        content = files.docx()
        end = content.rindex(b"PK\x05\x06")
        locator = b"PK\x06\x07" + b"\0" * 16
        assert _fault(content[:end] + locator + content[end:], "a.docx")[0] == "file_damaged"


class _Counting(io.FileIO):
    """A real file that remembers the largest piece anybody read at once."""

    largest = 0

    def read(self, size: int | None = -1, /) -> bytes:
        piece = super().read(-1 if size is None else size) or b""
        _Counting.largest = max(_Counting.largest, len(piece))
        return piece


@pytest.mark.parametrize(
    "make",
    [
        lambda: files.pdf().replace(b"\nxref", b"\n%" + b"x" * 8_000_000 + b"\nxref"),
        lambda: b"Cofnodion\n" * 800_000,
        lambda: files.jpeg()[:-3] + b"\x3f" * 8_000_000 + b"\xff\xd9",
        lambda: files.package(
            files.ooxml("word/document.xml", "wordprocessingml.document", "<w/>")
            | {"word/photo.bin": b"\x3f" * 8_000_000},
            zipfile.ZIP_STORED,
        ),
    ],
    ids=["pdf", "txt", "jpg", "docx"],
)
def test_a_large_file_is_read_in_small_pieces(make: Callable[[], bytes], tmp_path: Path) -> None:
    path = tmp_path / "large"
    path.write_bytes(make())
    _Counting.largest = 0
    with _Counting(path) as stream:
        kind_of(stream, "large")
    assert 0 < _Counting.largest <= 128 * 1024
