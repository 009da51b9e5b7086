"""What stands around every page: navigation, account, banners, language, footer."""

from dataclasses import dataclass
from typing import Any

from flask import Flask, request, url_for
from flask_login import current_user

from config import Config
from tracker.domain.permissions import Access, Permission
from tracker.web import language
from tracker.web.language import gettext as _
from tracker.web.reading import reading
from tracker.web.security import csp_nonce
from tracker.web.static_files import static_url
from tracker.wording.dates import long_date

#: Under which entry of the navigation pages stand that are not its own.
_UNDER = {
    "actions": "plans.index",
    "closures": "plans.index",
    "meetings": "plans.index",
    "milestones": "plans.index",
    "recommendations": "plans.index",
    "themes": "plans.index",
    "findings": "sources.index",
    "agencies": "administration.index",
    "boards": "administration.index",
    "closed_days": "administration.index",
    "inspectorates": "administration.index",
    "jobs": "administration.index",
    "outbox": "administration.index",
    "people": "administration.index",
}


@dataclass(frozen=True)
class Link:
    text: str
    href: str
    current: bool = False


def init_app(app: Flask, config: Config) -> None:
    mail_stays_here = config.mail_url.startswith("folder:")

    @app.context_processor
    def frame() -> dict[str, Any]:
        return {
            "language": language.current_language().value,
            "language_switch": language.switch(),
            "navigation": _navigation(),
            "account": _account(),
            "banners": _banners(mail_stays_here and not config.is_loopback),
            "footer_links": [Link(_("Accessibility"), url_for("about.accessibility"))],
            "csp_nonce": csp_nonce(),
            "static_url": static_url,
        }


def _navigation() -> list[Link]:
    if not current_user.is_authenticated:
        return []
    access = reading().access
    sections = [
        (Permission.VIEW_PLAN, _("Plans"), "plans.index"),
        (Permission.SIGNED_IN, _("My actions"), "actions.mine"),
        (Permission.SIGNED_IN, _("To check"), "checks.index"),
        (Permission.VIEW_PLAN, _("Sources"), "sources.index"),
        (Permission.VIEW_PLAN, _("Visits"), "visits.index"),
        (Permission.ADMINISTER, _("Administration"), "administration.index"),
    ]
    here = _present()
    return [
        Link(text, url_for(endpoint), endpoint == here)
        for permission, text, endpoint in sections
        if _offered(access, permission)
    ]


def _present() -> str:
    """The entry of the navigation under which this page stands; "" for none."""
    if request.endpoint == "actions.mine":
        return "actions.mine"
    section = request.blueprint or ""
    return _UNDER.get(section, f"{section}.index")


def _offered(access: Access, permission: Permission) -> bool:
    if permission is Permission.VIEW_PLAN:
        plans = access.plans_where(permission)
        return plans is None or bool(plans)
    return access.can(permission)


def _account() -> dict[str, str] | None:
    if not current_user.is_authenticated:
        return None
    return {
        "name": current_user.name,
        "href": url_for("sign_in.account"),
        "sign_out_href": url_for("sign_in.sign_out"),
    }


def _banners(mail_stays_here: bool) -> list[str]:
    if not current_user.is_authenticated:
        return []
    here = reading()
    banners = []
    if here.installation.is_demonstration:
        banners.append(_("Demonstration: people and details marked as such are invented."))
    if here.installation.stands_at is not None:
        day = long_date(here.installation.stands_at, here.language)
        banners.append(_("The clock of this demonstration stands at %(day)s.", day=day))
    elif here.installation.moved_weeks:
        banners.append(_("Dates moved: the real events happened in 2017, 2018, 2023 and 2024."))
    if mail_stays_here and here.access.can(Permission.ADMINISTER):
        banners.append(_("Mail is written to a folder: nothing leaves this machine."))
    return banners
