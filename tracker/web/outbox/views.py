"""The messages, one of them, and another try."""

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from tracker.domain.permissions import Permission
from tracker.models.outbox import MessageState
from tracker.queries import outbox as queries
from tracker.services import outbox
from tracker.web.access import requires
from tracker.web.language import current_language
from tracker.web.language import gettext as _
from tracker.web.outbox import bp
from tracker.web.paging import PER_PAGE, Pages, asked
from tracker.web.reading import reading, writing
from tracker.wording.messages import failure_words, kind_word, state_meaning, state_word


@bp.get("")
@requires(Permission.ADMINISTER)
def index() -> str:
    session, language, state = reading().session, current_language(), _state()
    counts = queries.counts(session)
    total = counts[state] if state else sum(counts.values())
    pages = Pages(total, 1)
    pages = Pages(total, min(asked(), pages.last_number))
    return render_template(
        "pages/outbox/index.html",
        counts=[
            (each.value, state_word(each, current_language()), counts[each]) for each in counts
        ],
        chosen=state.value if state else "",
        meaning=state_meaning(state, language) if state else "",
        rows=queries.messages(session, state, pages.number, PER_PAGE),
        pages=pages,
        **_words(),
    )


@bp.get("/<int:ref>")
@requires(Permission.ADMINISTER)
def show(ref: int) -> str:
    found = queries.message(reading().session, ref)
    state = found.row.state
    return render_template(
        "pages/outbox/show.html",
        message=found,
        row=found.row,
        meaning=state_meaning(state, current_language()),
        can_retry=state is MessageState.FAILED,
        **_words(),
    )


@bp.post("/<int:ref>/retry")
@requires(Permission.ADMINISTER)
def retry(ref: int) -> Response:
    with writing() as uow:
        outbox.retry(uow, ref)
    flash(_("It is tried again with the next delivery."), "success")
    return redirect(url_for("outbox.show", ref=ref))


def _state() -> MessageState | None:
    """The state that the address narrows the list to, if it names one."""
    text = request.args.get("state", "")
    return MessageState(text) if text in set(MessageState) else None


def _words() -> dict[str, object]:
    """What the templates say codes with, in the reader's language."""
    language = current_language()
    return {
        "kind_word": lambda kind: kind_word(kind, language),
        "state_word": lambda state: state_word(state, language),
        "failure": lambda error: failure_words(error, language),
    }
