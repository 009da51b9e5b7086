"""Plans and the colour scheme each one wears."""

from enum import StrEnum


class ColourScheme(StrEnum):
    """Colours and words are labels over fixed meanings (`domain.rag.Rating`)."""

    RAG = "rag"
    BRAG = "brag"
    RAYG = "rayg"


class Response(StrEnum):
    """What the body says to a recommendation; acceptance is not implementation."""

    ACCEPTED = "accepted"
    PARTLY_ACCEPTED = "partly_accepted"
    NOT_ACCEPTED = "not_accepted"
