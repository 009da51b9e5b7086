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
from tracker.queries import subjects
from tracker.web.reading import reading

View = TypeVar("View", bound=Callable[..., Any])


def requires(permission: Permission, of: str = "") -> Callable[[View], View]:
    """Declare what a view needs. `of` names the kind of item its `ref` argument is."""

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
    if not of:
        if not here.access.can(permission, EVERYTHING) and not _somewhere(permission):
            raise NotPermitted
        return
    subject = subjects.find(here.session, of, reference)
    if subject is None or not _can_see(of, reference, subject):
        raise NotFound
    if permission is Permission.VIEW_EVIDENCE:
        return
    if not here.access.can(permission, subject):
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
