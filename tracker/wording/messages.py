"""What stands in the outbox: kinds, states, and why something did not leave."""

from tracker.domain.delivery import Undelivered
from tracker.domain.languages import Language
from tracker.wording.catalogue import N_, Words

_KINDS = {
    "overdue-digest": N_("Digest of overdue actions"),
    "readiness-summary": N_("Notice of a readiness summary"),
}

_STATES = {
    "waiting": N_("Waiting"),
    "sent": N_("Sent"),
    "failed": N_("Failed"),
    "dropped": N_("Dropped"),
    "superseded": N_("Superseded"),
}

_MEANINGS = {
    "waiting": N_("It leaves with the next delivery, or when its time has come."),
    "sent": N_("The mail server took it."),
    "failed": N_("It will not leave by itself any more: mend the cause, then try again."),
    "dropped": N_("When it was to leave, there was nothing left to say."),
    "superseded": N_("A newer one took its place before it left."),
}

_FAILURES: dict[str, str] = {
    Undelivered.DEACTIVATED: N_("This person’s account was ended. Hand their actions on."),
    Undelivered.NO_ADDRESS: N_("This person has no e-mail address. Add one to their details."),
    Undelivered.UNWRITABLE: N_("The message could not be written. This is a fault of the tracker."),
    Undelivered.GIVEN_UP: N_("It was tried as often as is allowed."),
    "address": N_("The address cannot be written to. Correct it in the person’s details."),
    "message": N_("The message cannot be sent as it stands. This is a fault of the tracker."),
    "recipient": N_("The mail server does not know or does not accept the address."),
    "content": N_("The mail server refused the message itself."),
    "loopback_only": N_("A demonstration sends mail only to this machine."),
    "no_answer": N_("The mail server does not answer."),
    "timed_out": N_("The mail server took too long to answer."),
    "disconnected": N_("The mail server ended the connection."),
    "certificate": N_("The mail server’s certificate is not to be trusted."),
    "not_encrypted": N_("The mail server offers no encryption that is good enough."),
    "sign_in": N_("The mail server does not accept our user and password."),
    "sender": N_("The mail server does not let us send from our address."),
    "later": N_("The mail server asked to try again later."),
    "folder": N_("The mail folder cannot be written to."),
}


def kind_word(kind: str, language: Language) -> str:
    """What a kind of message is called; a kind of a later release keeps its own name."""
    return Words(language)._(_KINDS[kind]) if kind in _KINDS else kind


def state_word(state: str, language: Language) -> str:
    return Words(language)._(_STATES[state])


def state_meaning(state: str, language: Language) -> str:
    """What a state means for the message, in one sentence."""
    return Words(language)._(_MEANINGS[state])


def failure_words(error: str, language: Language) -> str:
    """Why a message did not leave, with what the server answered: from a stored
    `code` or `code: answer`."""
    code, _, answer = error.partition(": ")
    if code not in _FAILURES:
        return error
    words = Words(language)._(_FAILURES[code])
    return f"{words} ({answer})" if answer else words
