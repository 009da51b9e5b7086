"""How a rating looks and what it is called, by the plan's colour scheme.

Word, shape and colour always go together, so that grey print still reads.
"""

from dataclasses import dataclass

from tracker.domain.changes import Direction
from tracker.domain.languages import Language
from tracker.domain.plans import ColourScheme
from tracker.domain.rag import Rated, Rating
from tracker.wording.catalogue import N_, Words
from tracker.wording.reasons import clause

_WORDS = {
    Rating.NOT_STARTED: N_("Not started"),
    Rating.ON_TRACK: N_("On track"),
    Rating.WAITING: N_("Waiting"),
    Rating.AT_RISK: N_("At risk"),
    Rating.OFF_TRACK: N_("Off track"),
    Rating.DONE: N_("Done"),
}
_DONE_AND_EMBEDDED = N_("Done and embedded")

_MEANINGS = {
    Rating.NOT_STARTED: N_("The start date has not come yet."),
    Rating.ON_TRACK: N_("Work is going as agreed, or is delivered and waits to be checked."),
    Rating.WAITING: N_("Another body has to act first."),
    Rating.AT_RISK: N_(
        "It may be late: due soon with no evidence yet, blocked, no recent update, or "
        "forecast after the due date."
    ),
    Rating.OFF_TRACK: N_("The due date has passed, or a date that cannot move will be missed."),
    Rating.DONE: N_("Somebody other than the owner accepted the proof."),
}
_EMBEDDED_MEANING = N_("An audit, survey or measure after delivery shows it in practice.")

#: Shapes that differ in outline, not only in what is drawn inside them.
_SHAPES = {
    Rating.NOT_STARTED: "ring",
    Rating.ON_TRACK: "circle",
    Rating.WAITING: "pause",
    Rating.AT_RISK: "triangle",
    Rating.OFF_TRACK: "octagon",
    Rating.DONE: "tick",
}
_EMBEDDED_SHAPE = "double-tick"

_ALWAYS = {
    Rating.NOT_STARTED: "grey",
    Rating.WAITING: "white",
    Rating.AT_RISK: "amber",
    Rating.OFF_TRACK: "red",
}
_COLOURS = {
    ColourScheme.RAG: {**_ALWAYS, Rating.ON_TRACK: "green", Rating.DONE: "green"},
    ColourScheme.BRAG: {**_ALWAYS, Rating.ON_TRACK: "green", Rating.DONE: "green"},
    ColourScheme.RAYG: {**_ALWAYS, Rating.ON_TRACK: "yellow", Rating.DONE: "green"},
}
_EMBEDDED_COLOURS = {
    ColourScheme.RAG: "green",
    ColourScheme.BRAG: "blue",
    ColourScheme.RAYG: "green",
}
_COLOUR_NAMES = {
    "grey": N_("grey"),
    "white": N_("white"),
    "amber": N_("amber"),
    "red": N_("red"),
    "yellow": N_("yellow"),
    "green": N_("green"),
    "blue": N_("blue"),
}
_DIRECTIONS = {
    Direction.BETTER: N_("Better than last confirmed"),
    Direction.SAME: N_("As last confirmed"),
    Direction.WORSE: N_("Worse than last confirmed"),
    Direction.NEW: N_("Not yet confirmed"),
}


@dataclass(frozen=True)
class Label:
    """How a rating is shown: `word` on the label, `meaning` in a legend, `shape` and
    `colour` as keys for the picture, `colour_name` for people."""

    word: str
    meaning: str
    shape: str
    colour: str
    colour_name: str


def label(
    rating: Rating, scheme: ColourScheme, language: Language, *, embedded: bool = False
) -> Label:
    """How `rating` is shown. `embedded`: the stage is embedded or further, which a done
    thing may show in its own word, shape and colour."""
    w = Words(language)
    colour = _COLOURS[scheme][rating]
    word, meaning, shape = _WORDS[rating], _MEANINGS[rating], _SHAPES[rating]
    if embedded and rating is Rating.DONE:
        word, meaning, shape = _DONE_AND_EMBEDDED, _EMBEDDED_MEANING, _EMBEDDED_SHAPE
        colour = _EMBEDDED_COLOURS[scheme]
    return Label(w._(word), w._(meaning), shape, colour, w._(_COLOUR_NAMES[colour]))


def legend(scheme: ColourScheme, language: Language) -> tuple[Label, ...]:
    """Every label of a scheme, worst first."""
    worst_first = (
        Rating.OFF_TRACK,
        Rating.AT_RISK,
        Rating.WAITING,
        Rating.ON_TRACK,
        Rating.NOT_STARTED,
        Rating.DONE,
    )
    labels = (label(rating, scheme, language) for rating in worst_first)
    return (*labels, label(Rating.DONE, scheme, language, embedded=True))


def rating_word(rating: Rating, language: Language) -> str:
    """ "Off track": the word alone, for sentences and sheets."""
    return Words(language)._(_WORDS[rating])


def why(rated: Rated, language: Language) -> str:
    """ "Off track: due 2 February 2018, 38 days ago; 1 of 3 expected items met; no evidence
    accepted": the answer to "why?", in one sentence with numbers."""
    clauses = "; ".join(clause(reason, language) for reason in rated.reasons)
    return f"{rating_word(rated.rating, language)}: {clauses}"


def direction_word(direction: Direction, language: Language) -> str:
    """What the arrow says."""
    return Words(language)._(_DIRECTIONS[direction])
