"""Forms of people: who they are, and the roles they are granted."""

from typing import Any

from wtforms import EmailField, Field, StringField
from wtforms.validators import StopValidation

from tracker.domain.languages import Language
from tracker.domain.permissions import Role
from tracker.domain.text import LONGEST_NAME
from tracker.queries.people import Granted
from tracker.web.choice_fields import ChoiceField, RadiosField
from tracker.web.fields import Given, Longest, Optional
from tracker.web.formatting import word
from tracker.web.forms import EditForm
from tracker.web.language import gettext as _
from tracker.web.language import lazy_gettext as _l

#: Rows offered beyond those that are filled in.
_SPARE_ROWS = 2
_PARTS = ("role", "plan", "agency")


class RolesField(Field):
    """Rows of a role, the plan and the agency it is limited to. `data` is a list of
    `Granted`; a row without a role does not count.

    The view sets `plans` and `agencies` as (value, words).
    """

    def __init__(self, label: str = "", validators: Any = None, **more: Any) -> None:
        super().__init__(label, validators, **more)
        self.plans: list[tuple[str, str]] = []
        self.agencies: list[tuple[int, str]] = []
        self._typed: list[tuple[str, ...]] | None = None

    @property
    def roles(self) -> list[tuple[str, str]]:
        return [(role.value, word(role)) for role in Role]

    @property
    def rows(self) -> list[tuple[str, ...]]:
        """Role, plan and agency of each row to show, as the values of its lists."""
        filled = self._typed
        if filled is None:
            filled = [
                (role.value, plan or "", "" if agency is None else str(agency))
                for role, plan, agency in self.data
            ]
        return [*filled, *[("", "", "")] * _SPARE_ROWS]

    def said(self, roles: list[Granted]) -> str:
        """Roles in words, for the page that shows two saves side by side."""
        plans, agencies = dict(self.plans), dict(self.agencies)
        return "; ".join(
            ", ".join(
                part
                for part in (word(role), plans.get(plan or ""), agencies.get(agency or 0))
                if part
            )
            for role, plan, agency in roles
        )

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        self.process_errors: list[str] = []
        self.data: list[Granted] = list(data) if isinstance(data, list | tuple) else []
        if formdata is not None and f"{self.name}-role" in formdata:
            columns = [formdata.getlist(f"{self.name}-{part}") for part in _PARTS]
            self._typed = [row for row in zip(*columns, strict=False) if row[0]]

    def pre_validate(self, form: Any) -> None:
        if self._typed is None:
            return
        offered = (
            {value for value, _words in self.roles},
            {"", *(value for value, _words in self.plans)},
            {"", *(str(value) for value, _words in self.agencies)},
        )
        for row in self._typed:
            if any(value not in values for value, values in zip(row, offered, strict=True)):
                raise StopValidation(
                    _("%(field)s: choose from the list.", field=str(self.label.text))
                )
        self.data = [
            (Role(role), plan or None, int(agency) if agency else None)
            for role, plan, agency in self._typed
        ]


class PersonForm(EditForm):
    role_title = StringField(
        _l("Role title in English"),
        [Optional(), Longest(LONGEST_NAME)],
        description=_l("Shown before the name, such as Head of Children’s Services."),
    )
    role_title_cy = StringField(_l("Role title in Welsh"), [Optional(), Longest(LONGEST_NAME)])
    name = StringField(_l("Name"), [Given(), Longest(LONGEST_NAME)])
    email = EmailField(
        _l("E-mail address"),
        [Optional(), Longest(254)],
        description=_l("Without one the person can be named in a plan but cannot sign in."),
    )
    agency = ChoiceField(_l("Agency"), [Optional()])
    language = RadiosField(_l("Language"), [Given()], kind=Language, default=Language.ENGLISH)
    roles = RolesField(
        _l("Roles"),
        description=_l("A role reaches every plan and agency unless you choose one."),
    )
