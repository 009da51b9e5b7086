"""What the timetable does, how often, and what came of it."""

from collections.abc import Callable, Mapping
from datetime import timedelta

from tracker.domain.languages import Language
from tracker.wording.catalogue import N_, Words

_NAMES = {
    "reminders": N_("Reminders"),
    "delivery": N_("Delivery of mail"),
    "readiness": N_("Readiness summaries"),
    "sweep": N_("Sweep"),
}
_PURPOSES = {
    "reminders": N_("Works out who is owed a digest today and puts it into the outbox."),
    "delivery": N_("Writes what waits in the outbox and hands it to the mail server."),
    "readiness": N_("Makes the readiness summaries that are due before visits."),
    "sweep": N_("Removes files that no evidence names, and what interrupted uploads left."),
}

_Count = Callable[[Words, int], str]

_COUNTS: dict[str, dict[str, _Count]] = {
    "reminders": {
        "owed": lambda w, n: w.ngettext("%(num)s digest owed", "%(num)s digests owed", n),
        "superseded": lambda w, n: w.ngettext(
            "%(num)s older one superseded", "%(num)s older ones superseded", n
        ),
    },
    "delivery": {
        "sent": lambda w, n: w.ngettext("%(num)s message sent", "%(num)s messages sent", n),
        "waiting": lambda w, n: w.ngettext(
            "%(num)s put off until later", "%(num)s put off until later", n
        ),
        "dropped": lambda w, n: w.ngettext(
            "%(num)s dropped, with nothing left to say",
            "%(num)s dropped, with nothing left to say",
            n,
        ),
        "failed": lambda w, n: w.ngettext("%(num)s failed", "%(num)s failed", n),
    },
    "readiness": {
        "made": lambda w, n: w.ngettext("%(num)s summary made", "%(num)s summaries made", n),
        "notices": lambda w, n: w.ngettext("%(num)s notice owed", "%(num)s notices owed", n),
    },
    "sweep": {
        "blobs": lambda w, n: w.ngettext("%(num)s file removed", "%(num)s files removed", n),
        "leftovers": lambda w, n: w.ngettext(
            "%(num)s unfinished upload removed", "%(num)s unfinished uploads removed", n
        ),
        "runs": lambda w, n: w.ngettext(
            "%(num)s old run forgotten", "%(num)s old runs forgotten", n
        ),
    },
}


def job_word(job: str, language: Language) -> str:
    """What a job is called."""
    return Words(language)._(_NAMES[job])


def job_purpose(job: str, language: Language) -> str:
    """What a job is for, in one sentence."""
    return Words(language)._(_PURPOSES[job])


def result_words(job: str, result: Mapping[str, int], language: Language) -> str:
    """ "3 messages sent; 1 failed", or that there was nothing to do."""
    w = Words(language)
    said = [say(w, result[code]) for code, say in _COUNTS[job].items() if result.get(code)]
    return "; ".join(said) or w._("Nothing to do")


def every_words(every: timedelta, language: Language) -> str:
    """ "every 5 minutes"; for whole minutes, or a day."""
    w = Words(language)
    if every == timedelta(days=1):
        return w._("once a day")
    return w.ngettext("every minute", "every %(num)s minutes", int(every.total_seconds()) // 60)
