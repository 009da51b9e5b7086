"""A rating is a word, a shape and a colour, and reads in grey."""

import pytest

from tracker.domain.changes import Direction
from tracker.domain.languages import Language
from tracker.domain.plans import ColourScheme
from tracker.domain.rag import Rating
from tracker.domain.rollup import WORST_FIRST
from tracker.wording.ratings import direction_word, label, legend, rating_word

ENGLISH = Language.ENGLISH


@pytest.mark.parametrize(
    ("scheme", "rating", "embedded", "colour"),
    [
        (ColourScheme.RAG, Rating.ON_TRACK, False, "green"),
        (ColourScheme.RAG, Rating.DONE, True, "green"),
        (ColourScheme.BRAG, Rating.ON_TRACK, False, "green"),
        (ColourScheme.BRAG, Rating.DONE, False, "green"),
        (ColourScheme.BRAG, Rating.DONE, True, "blue"),
        (ColourScheme.RAYG, Rating.ON_TRACK, False, "yellow"),
        (ColourScheme.RAYG, Rating.DONE, False, "green"),
        (ColourScheme.RAYG, Rating.OFF_TRACK, False, "red"),
        (ColourScheme.RAYG, Rating.AT_RISK, False, "amber"),
    ],
)
def test_colours_are_labels_over_meanings(
    scheme: ColourScheme, rating: Rating, embedded: bool, colour: str
) -> None:
    worn = label(rating, scheme, ENGLISH, embedded=embedded)
    assert worn.colour == worn.colour_name == colour


def test_done_says_when_it_is_embedded() -> None:
    before = label(Rating.DONE, ColourScheme.BRAG, ENGLISH)
    after = label(Rating.DONE, ColourScheme.BRAG, ENGLISH, embedded=True)
    assert (before.word, before.shape) == ("Done", "tick")
    assert (after.word, after.shape) == ("Done and embedded", "double-tick")


def test_embedded_says_nothing_about_what_is_not_done() -> None:
    reopened = label(Rating.OFF_TRACK, ColourScheme.BRAG, ENGLISH, embedded=True)
    assert reopened == label(Rating.OFF_TRACK, ColourScheme.BRAG, ENGLISH)


@pytest.mark.parametrize("scheme", ColourScheme)
def test_no_two_meanings_share_a_word_or_a_shape(scheme: ColourScheme) -> None:
    labels = legend(scheme, ENGLISH)
    assert len({worn.word for worn in labels}) == len(labels)
    assert len({worn.shape for worn in labels}) == len(labels)
    assert all(worn.meaning.endswith(".") for worn in labels)


def test_the_legend_is_read_worst_first() -> None:
    words = [worn.word for worn in legend(ColourScheme.RAG, ENGLISH)]
    assert words == [
        *(rating_word(rating, ENGLISH) for rating in WORST_FIRST),
        "Done and embedded",
    ]


@pytest.mark.parametrize("arrow", Direction)
def test_every_arrow_has_words(arrow: Direction) -> None:
    assert direction_word(arrow, ENGLISH)
