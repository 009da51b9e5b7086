"""Sign in, sign out, set a password, see one's own account."""

from urllib.parse import urlsplit

from flask import flash, redirect, render_template, request, session, url_for
from flask_login import current_user, login_user, logout_user
from werkzeug.wrappers import Response

from tracker.domain.errors import Refused
from tracker.domain.permissions import Permission
from tracker.extensions import db, units_of_work
from tracker.services import sign_in as service
from tracker.web.access import requires
from tracker.web.language import gettext as _
from tracker.web.reading import reading
from tracker.web.sign_in import bp
from tracker.web.sign_in.forms import PasswordForm, SignInForm
from tracker.web.signed_in import load
from tracker.wording.roles import role_word

Page = str | Response | tuple[str, int]


@bp.get("/")
@requires(Permission.SIGNED_IN)
def home() -> Page:
    """Owners land on their own actions, everybody else on the plans."""
    access = reading().access
    if access.has_role(*service.OVERVIEW_FIRST):
        return redirect(url_for("plans.index"))
    return redirect(url_for("actions.mine"))


@bp.route("/sign-in", methods=["GET", "POST"])
@requires(Permission.PUBLIC)
def sign_in() -> Page:
    form = SignInForm()
    if form.validate_on_submit():
        db.session.rollback()
        try:
            session_key = service.sign_in(
                units_of_work(),
                email=form.email.data,
                password=form.password.data,
                network=request.remote_addr or "",
            )
        except Refused as refusal:
            form.refuse(refusal.faults)
        else:
            return _welcome(session_key, bool(form.remember.data))
    return render_template("pages/sign_in/sign_in.html", form=form), 422 if form.errors else 200


def _welcome(session_key: str, remember: bool) -> Response:
    """A new session, that keeps the chosen language alone of the old one."""
    chosen = session.get("language")
    session.clear()
    if chosen:
        session["language"] = chosen
    if person := load(session_key):
        login_user(person, remember=remember)
    return redirect(_own_address(request.args.get("next", "")) or url_for("sign_in.home"))


def _own_address(wanted: str) -> str:
    """`wanted` when it is an address within this product, else nothing."""
    parts = urlsplit(wanted)
    is_own = not parts.scheme and not parts.netloc and wanted.startswith("/")
    return wanted if is_own and not wanted.startswith(("//", "/\\")) else ""


@bp.post("/sign-out")
@requires(Permission.PUBLIC)
def sign_out() -> Page:
    # In this order: what is left in the session takes away the cookie that keeps signed in.
    session.clear()
    logout_user()
    return redirect(url_for("sign_in.sign_in"))


@bp.route("/password/<token>", methods=["GET", "POST"])
@requires(Permission.PUBLIC)
def password(token: str) -> Page:
    """Set a password from a single-use link; looking at the link does not use it up."""
    form = PasswordForm()
    if not service.link_is_good(db.session(), token, reading().now):
        return render_template("pages/sign_in/link_ended.html"), 410
    if form.validate_on_submit():
        db.session.rollback()
        try:
            with units_of_work()() as uow:
                service.set_password(uow, token=token, password=form.password.data)
        except Refused as refusal:
            form.refuse(refusal.faults)
        else:
            flash(_("Your password is set. Sign in with it."), "success")
            return redirect(url_for("sign_in.sign_in"))
    return render_template("pages/sign_in/password.html", form=form), 422 if form.errors else 200


@bp.get("/account")
@requires(Permission.SIGNED_IN)
def account() -> Page:
    language = reading().language
    roles = sorted({role_word(grant.role, language) for grant in current_user.access.grants})
    return render_template("pages/sign_in/account.html", person=current_user, roles=roles)
