"""What boards decide, in words."""

from tracker.domain.languages import Language
from tracker.domain.meetings import ClosureState, Verdict
from tracker.wording.catalogue import N_, Words

_VERDICTS = {
    Verdict.CONFIRMED: N_("Confirmed"),
    Verdict.CHALLENGED: N_("Challenged"),
    Verdict.OVERRIDDEN: N_("Overridden"),
}

_CLOSURES = {
    ClosureState.ASKED: N_("Proposed for closing"),
    ClosureState.CLOSED: N_("Closed"),
    ClosureState.REFUSED: N_("Closing refused"),
}


def verdict_word(verdict: Verdict, language: Language) -> str:
    return Words(language)._(_VERDICTS[verdict])


def closure_word(state: ClosureState, language: Language) -> str:
    return Words(language)._(_CLOSURES[state])
