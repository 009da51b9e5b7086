"""How large a file is, and what it is."""

import pytest

from tracker.domain.file_kinds import ACCEPTED
from tracker.domain.languages import Language
from tracker.wording.files import file_kind_word, size_words

ENGLISH = Language.ENGLISH


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (0, "0 bytes"),
        (1, "1 byte"),
        (1023, "1023 bytes"),
        (1024, "1 KB"),
        (350_000, "342 KB"),
        (1024 * 1024, "1.0 MB"),
        (20 * 1024 * 1024, "20.0 MB"),
    ],
)
def test_sizes_are_said_as_people_say_them(size: int, words: str) -> None:
    assert size_words(size, ENGLISH) == words


def test_every_kind_that_is_taken_has_a_name() -> None:
    words = {file_kind_word(kind.media_type, ENGLISH) for kind in ACCEPTED}
    assert "Another kind of file" not in words
    assert file_kind_word("application/x-unheard-of", ENGLISH) == "Another kind of file"
