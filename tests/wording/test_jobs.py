"""Every job, every count it answers, every state and failure has its words."""

from datetime import timedelta

import pytest

from tracker.domain.delivery import Undelivered
from tracker.domain.languages import Language
from tracker.emails.kinds import KINDS
from tracker.jobs.schedule import TIMETABLE
from tracker.models.outbox import MessageState
from tracker.ports import MailFault
from tracker.wording import jobs, messages

ENGLISH = Language.ENGLISH


@pytest.mark.parametrize("job", [job.name for job in TIMETABLE])
@pytest.mark.parametrize("language", list(Language))
def test_every_job_has_words(job: str, language: Language) -> None:
    assert jobs.job_word(job, language)
    assert jobs.job_purpose(job, language).endswith(".")
    assert jobs.result_words(job, {}, language)


@pytest.mark.parametrize(
    ("job", "result", "words"),
    [
        ("delivery", {"sent": 3, "failed": 1, "waiting": 0}, "3 messages sent; 1 failed"),
        ("delivery", {"sent": 0, "dropped": 1}, "1 dropped, with nothing left to say"),
        ("reminders", {"owed": 1, "superseded": 1}, "1 digest owed; 1 older one superseded"),
        ("reminders", {"owed": 0, "superseded": 0}, "Nothing to do"),
        ("readiness", {"made": 1, "notices": 5}, "1 summary made; 5 notices owed"),
        ("sweep", {"blobs": 1, "leftovers": 2, "runs": 3}, "1 file removed; 2 unfinished uploads"),
    ],
)
def test_results_are_sentences(job: str, result: dict[str, int], words: str) -> None:
    assert jobs.result_words(job, result, ENGLISH).startswith(words)


@pytest.mark.parametrize(
    ("minutes", "words"), [(1, "every minute"), (5, "every 5 minutes"), (1440, "once a day")]
)
def test_how_often(minutes: int, words: str) -> None:
    assert jobs.every_words(timedelta(minutes=minutes), ENGLISH) == words


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_mail_has_a_name(kind: str) -> None:
    assert messages.kind_word(kind, ENGLISH) != kind


@pytest.mark.parametrize("state", list(MessageState))
def test_every_state_has_a_name_and_a_meaning(state: MessageState) -> None:
    assert messages.state_word(state, ENGLISH)
    assert messages.state_meaning(state, ENGLISH).endswith(".")


@pytest.mark.parametrize("code", [*MailFault, *Undelivered])
def test_every_failure_has_a_sentence(code: str) -> None:
    words = messages.failure_words(code, ENGLISH)
    assert words.endswith(".")
    assert messages.failure_words(f"{code}: 550 no: such user", ENGLISH) == (
        f"{words} (550 no: such user)"
    )


def test_what_is_not_a_code_is_said_as_it_stands() -> None:
    assert messages.failure_words("odd", ENGLISH) == "odd"
