"""The door of every route: it declares a permission, or the application does not start.

`@requires(Permission.EDIT_PLAN, of="plan")` reads the plan named by the route's `ref`
argument, answers "not found" for what this person may not even see, and "not permitted"
for what they may see but not do. Whoever is not signed in is sent to sign in first.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from flask import Flask, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from tracker.domain.errors import NotFound, NotPermitted
from tracker.domain.permissions import EVERYTHING, Permission, Subject
from tracker.queries import source_access, subjects
from tracker.web.reading import reading

View = TypeVar("View", bound=Callable[..., Any])


#: `of` for what concerns no one plan: a standing in one plan alone is not enough.
INSTALLATION = "installation"


def requires(permission: Permission, of: str = "") -> Callable[[View], View]:
    """Declare what a view needs. `of` names the kind of item its `ref` argument is; without
    it, a standing in some plan is enough, and the view narrows what it shows."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(*args: Any, **kwargs: Any) -> Any:
            if permission is not Permission.PUBLIC:
                if not current_user.is_authenticated:
                    return _to_sign_in()
                _check(permission, of, str(kwargs.get("ref", "")))
            return view(*args, **kwargs)

        guarded.permission = permission  # type: ignore[attr-defined]
        guarded.of = of  # type: ignore[attr-defined]
        return guarded  # type: ignore[return-value]

    return decorate


def _check(permission: Permission, of: str, reference: str) -> None:
    here = reading()
    if of in ("", INSTALLATION):
        wide = of == INSTALLATION or permission is Permission.ADMINISTER
        if not here.access.can(permission, EVERYTHING) and (wide or not _somewhere(permission)):
            raise NotPermitted
        return
    if of in source_access.SHARED:
        _check_shared(permission, of, reference)
        return
    subject = subjects.find(here.session, of, reference)
    if subject is None or not _can_see(of, reference, subject):
        raise NotFound
    if permission in (Permission.VIEW_PLAN, Permission.VIEW_EVIDENCE):
        return
    if not here.access.can(permission, subject):
        raise NotPermitted


def _check_shared(permission: Permission, of: str, reference: str) -> None:
    """Sources are shared by the plans that answer them."""
    here = reading()
    standing = source_access.standing(here.session, here.access, of, reference)
    if standing is None or not standing.may_see:
        raise NotFound
    if permission is not Permission.VIEW_PLAN and not standing.may_edit:
        raise NotPermitted


def _can_see(of: str, reference: str, subject: Subject) -> bool:
    here = reading()
    if of == "evidence":
        return subjects.can_see_evidence_named(here.session, here.access, reference)
    return here.access.can(Permission.VIEW_PLAN, Subject(subject.plan_id)) or here.access.can(
        Permission.VIEW_PLAN, subject
    )


def _somewhere(permission: Permission) -> bool:
    """Whether some plan at least allows it: lists are then narrowed by the query."""
    plans = reading().access.plans_where(permission)
    return plans is None or bool(plans)


def _to_sign_in() -> Response:
    wanted = request.full_path.rstrip("?") if request.method == "GET" else None
    return redirect(url_for("sign_in.sign_in", next=wanted))


def check_every_route(app: Flask) -> None:
    """Raise `RuntimeError` for a route that declares no permission."""
    for endpoint, view in app.view_functions.items():
        if not hasattr(view, "permission"):
            raise RuntimeError(f"the route {endpoint} declares no permission")
