"""Stages of an action: how far a thing is proved, and the steps that are allowed."""

from enum import StrEnum


class Stage(StrEnum):
    """Dial 2. Side states stand beside the ladder, not on it."""

    PLANNED = "planned"
    UNDER_WAY = "under_way"
    DELIVERED = "delivered"
    EVIDENCED = "evidenced"
    EMBEDDED = "embedded"
    SUSTAINED = "sustained"
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"


#: The ladder, in order; withdrawn and superseded are off it.
LADDER = (
    Stage.PLANNED,
    Stage.UNDER_WAY,
    Stage.DELIVERED,
    Stage.EVIDENCED,
    Stage.EMBEDDED,
    Stage.SUSTAINED,
)

#: No longer anybody's work: set aside with a reason and an approver.
SET_ASIDE = frozenset({Stage.WITHDRAWN, Stage.SUPERSEDED})

#: Proof accepted by someone other than the owner, or further.
PROVED = frozenset({Stage.EVIDENCED, Stage.EMBEDDED, Stage.SUSTAINED})
