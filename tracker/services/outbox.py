"""What an administrator may do about a message: have it tried again."""

from tracker.domain.errors import refuse
from tracker.domain.permissions import Permission
from tracker.models import Message
from tracker.models.outbox import MessageState
from tracker.services.unit_of_work import UnitOfWork


def retry(uow: UnitOfWork, number: int) -> None:
    """Let a failed message leave at the next delivery, with all its attempts before it.

    Raises `Refused` (`message_not_failed`) for one that has not failed.
    """
    uow.require(Permission.ADMINISTER)
    message = uow.lock(Message, number)
    if message.state is not MessageState.FAILED:
        raise refuse("message_not_failed")
    before = message.last_error
    message.state = MessageState.WAITING
    message.attempts = 0
    message.not_before = uow.now
    message.leased_until = None
    uow.record("message_retried", message, {"last_error": [before, ""]}, reference=message.key)
