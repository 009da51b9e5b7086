"""One mechanism for both languages."""

from pathlib import Path

import pytest

from tests.wording.welsh import spoken
from tracker.domain.languages import Language
from tracker.wording.catalogue import N_, WELSH_PO, Words, catalogue

ENGLISH, WELSH = Words(Language.ENGLISH), Language.WELSH

MESSAGES: dict[str | tuple[str, str], str | tuple[str, ...]] = {
    "Overdue": "Hwyr",
    "100% of %(what)s": "100% o %(what)s",
    ("%(num)s action", "%(num)s actions"): (
        "%(num)s cam gweithredu",
        "un cam gweithredu",
        "dau gam gweithredu",
        "tri cham gweithredu",
        "chwe cham gweithredu",
    ),
}


def test_english_is_the_message_itself() -> None:
    assert ENGLISH._("Overdue") == "Overdue"
    assert ENGLISH._("due %(date)s", date="today") == "due today"


def test_a_message_without_parameters_may_hold_a_percent_sign() -> None:
    assert ENGLISH._("25% done") == "25% done"


@pytest.mark.parametrize(("count", "words"), [(0, "0 actions"), (1, "1 action"), (2, "2 actions")])
def test_english_counts(count: int, words: str) -> None:
    assert ENGLISH.ngettext("%(num)s action", "%(num)s actions", count) == words


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (0, "0 cam gweithredu"),
        (1, "un cam gweithredu"),
        (2, "dau gam gweithredu"),
        (3, "tri cham gweithredu"),
        (4, "4 cam gweithredu"),
        (6, "chwe cham gweithredu"),
        (11, "11 cam gweithredu"),
    ],
)
def test_welsh_has_five_ways_of_counting(tmp_path: Path, count: int, words: str) -> None:
    with spoken(tmp_path, MESSAGES):
        assert Words(WELSH).ngettext("%(num)s action", "%(num)s actions", count) == words


def test_welsh_is_read_from_the_po_file_itself(tmp_path: Path) -> None:
    with spoken(tmp_path, MESSAGES):
        assert Words(WELSH)._("Overdue") == "Hwyr"


def test_what_is_not_translated_stays_english(tmp_path: Path) -> None:
    with spoken(tmp_path, MESSAGES):
        assert Words(WELSH)._("due %(date)s", date="heddiw") == "due heddiw"
        assert Words(WELSH).ngettext("%(num)s day", "%(num)s days", 2) == "2 days"


def test_nothing_is_said_for_nothing(tmp_path: Path) -> None:
    with spoken(tmp_path, MESSAGES):
        assert Words(WELSH)._("") == ""


def test_the_file_is_read_once(tmp_path: Path) -> None:
    with spoken(tmp_path, MESSAGES):
        assert catalogue(WELSH) is catalogue(WELSH)


def test_the_projects_own_catalogue_can_be_read() -> None:
    assert WELSH_PO.exists()
    assert catalogue(WELSH).info()["language"] == "cy"


def test_a_marked_message_is_left_as_it_is() -> None:
    assert N_("Overdue") == "Overdue"
