"""The boards, a new one, a changed one."""

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from tracker.domain.permissions import Permission
from tracker.models import Board
from tracker.queries import boards as queries
from tracker.queries import choices, editable
from tracker.services import boards
from tracker.web.access import requires
from tracker.web.boards import bp
from tracker.web.boards.forms import BoardForm
from tracker.web.forms import saving
from tracker.web.language import gettext as _
from tracker.web.reading import reading

Page = str | Response | tuple[str, int]

_FIELDS = ("name", "name_cy", "members")


@bp.get("")
@requires(Permission.ADMINISTER)
def index() -> Page:
    return render_template("pages/boards/index.html", rows=queries.index(reading().session))


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.ADMINISTER)
def create() -> Page:
    form = _form()
    if form.validate_on_submit():
        with saving(form, _("The board is added.")) as uow:
            boards.create(uow, **form.values(*_FIELDS))
            return redirect(url_for("boards.index"))
    return _shown(form, is_new=True)


@bp.route("/<ref>/edit", methods=["GET", "POST"])
@requires(Permission.ADMINISTER, of="board")
def edit(ref: str) -> Page:
    stored = editable.read(reading().session, Board, ref, *_FIELDS)
    form = _form(stored.values["members"], data={**stored.values, "version": stored.version})
    if form.validate_on_submit():
        with saving(form, _("The board is changed.")) as uow:
            boards.edit(uow, stored.id, form.version_read, **form.values(*_FIELDS))
            return redirect(url_for("boards.index"))
    return _shown(form, is_new=False)


def _form(members: list[int] | None = None, **given: object) -> BoardForm:
    here = reading()
    form = BoardForm(**given)
    form.members.choices = choices.people(here.session, here.language, members or ())
    return form


def _shown(form: BoardForm, *, is_new: bool) -> Page:
    page = render_template("pages/boards/form.html", form=form, is_new=is_new)
    return page, 422 if form.errors else 200
