"""The people, a new one, a changed one; ending an account and taking it up again."""

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from tracker.domain.languages import Language
from tracker.domain.permissions import Permission
from tracker.extensions import settings
from tracker.queries import choices
from tracker.queries import people as queries
from tracker.queries.people import PersonShown
from tracker.services import people, sign_in
from tracker.web import paging
from tracker.web.access import requires
from tracker.web.forms import saving
from tracker.web.language import NAMES
from tracker.web.language import gettext as _
from tracker.web.people import bp
from tracker.web.people.forms import PersonForm
from tracker.web.reading import reading, writing

Page = str | Response | tuple[str, int]

_FIELDS = ("role_title", "role_title_cy", "name", "email", "agency", "language", "roles")


@bp.get("")
@requires(Permission.ADMINISTER)
def index() -> Page:
    number, words = paging.asked(), request.args.get("words", "").strip()[:100]
    rows, total = queries.page(reading().session, words=words, offset=paging.offset(number))
    pages = paging.Pages(total, number)
    if number > pages.last_number:
        return redirect(url_for("people.index", words=words or None))
    return render_template("pages/people/index.html", rows=rows, words=words, pages=pages)


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.ADMINISTER)
def create() -> Page:
    form = _form(None)
    if form.validate_on_submit():
        with saving(form, _("%(name)s is added.", name=form.name.data)) as uow:
            person = people.create(uow, **form.values(*_FIELDS))
            return redirect(url_for("people.edit", ref=person.id))
    return _shown(form, None)


@bp.route("/<ref>/edit", methods=["GET", "POST"])
@requires(Permission.ADMINISTER, of="person")
def edit(ref: str) -> Page:
    stored = queries.show(reading().session, ref)
    given = {name: getattr(stored, name) for name in _FIELDS}
    form = _form(stored.agency, data={**given, "version": stored.version})
    if form.validate_on_submit():
        with saving(form, _("%(name)s is changed.", name=form.name.data)) as uow:
            people.edit(uow, stored.id, form.version_read, **form.values(*_FIELDS))
            return redirect(url_for("people.index"))
    return _shown(form, stored)


@bp.post("/<ref>/link")
@requires(Permission.ADMINISTER, of="person")
def link(ref: str) -> Page:
    """A link to set a password, shown on this page and never again."""
    stored = queries.show(reading().session, ref)
    with writing() as uow:
        token = sign_in.make_link(uow, stored.id)
    address = f"{settings().public_url}{url_for('sign_in.password', token=token)}"
    return render_template("pages/people/link.html", person=stored, address=address)


@bp.post("/<ref>/deactivate")
@requires(Permission.ADMINISTER, of="person")
def deactivate(ref: str) -> Page:
    with writing() as uow:
        people.deactivate(uow, int(ref))
    flash(_("This person can no longer sign in."), "success")
    return redirect(url_for("people.edit", ref=ref))


@bp.post("/<ref>/reactivate")
@requires(Permission.ADMINISTER, of="person")
def reactivate(ref: str) -> Page:
    with writing() as uow:
        people.reactivate(uow, int(ref))
    flash(_("This person is active again and needs a new password."), "success")
    return redirect(url_for("people.edit", ref=ref))


def _form(agency: int | None, **given: object) -> PersonForm:
    here = reading()
    form = PersonForm(**given)
    agencies = choices.agencies(here.session, here.language, [agency])
    form.agency.choices = [("", ""), *agencies]
    form.language.choices = [(language, NAMES[language]) for language in Language]
    form.roles.plans = choices.plans(here.session, here.language)
    form.roles.agencies = agencies
    return form


def _shown(form: PersonForm, person: PersonShown | None) -> Page:
    page = render_template("pages/people/form.html", form=form, person=person)
    return page, 422 if form.errors else 200
