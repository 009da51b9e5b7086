"""What a form may choose from, as (id, words), in a fixed order.

People are said role first. Whoever is no longer active is offered only while the record
that is edited names them (`kept`), and marked as such.
"""

from collections.abc import Collection, Iterable

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload

from tracker.domain.languages import Bilingual, Language
from tracker.domain.permissions import Access, Permission, Subject
from tracker.models import Agency, Board, Inspectorate, Person, Plan, Recommendation, Theme
from tracker.wording.catalogue import Words
from tracker.wording.dates import long_date

Choice = tuple[int, str]


def people(session: Session, language: Language, kept: Iterable[int | None] = ()) -> list[Choice]:
    """By role, then name."""
    found = session.scalars(
        select(Person)
        .where(or_(Person.is_active, Person.id.in_(_ids(kept))))
        .options(joinedload(Person.agency))
    )
    choices = [(person.id, _person(person, language)) for person in found]
    return sorted(choices, key=lambda choice: (choice[1].casefold(), choice[0]))


def agencies(session: Session, language: Language, kept: Iterable[int | None] = ()) -> list[Choice]:
    """By name."""
    found = session.execute(
        select(Agency.id, Agency.name, Agency.name_cy, Agency.is_active)
        .where(or_(Agency.is_active, Agency.id.in_(_ids(kept))))
        .order_by(Agency.name)
    )
    return [
        (agency_id, _marked(Bilingual(name, name_cy).said_in(language), is_active, language))
        for agency_id, name, name_cy, is_active in found
    ]


def inspectorates(session: Session, language: Language) -> list[Choice]:
    """By abbreviation, with the time during which the name was borne."""
    found = session.scalars(select(Inspectorate).order_by(Inspectorate.abbreviation))
    return [(one.id, _inspectorate(one, language)) for one in found]


def boards(session: Session, language: Language) -> list[Choice]:
    """By name."""
    found = session.execute(select(Board.id, Board.name, Board.name_cy).order_by(Board.name))
    return [(board_id, Bilingual(name, cy).said_in(language)) for board_id, name, cy in found]


def plans(session: Session, language: Language) -> list[tuple[str, str]]:
    """Every plan by its code; for those who look after everything."""
    found = session.execute(select(Plan.code, Plan.title, Plan.title_cy).order_by(Plan.code))
    return [
        (code, f"{code}: {Bilingual(title, cy).said_in(language)}") for code, title, cy in found
    ]


def plans_to_edit(session: Session, access: Access, language: Language) -> list[tuple[str, str]]:
    """The plans that this person may add to, by code."""
    found = session.execute(
        select(Plan.id, Plan.code, Plan.title, Plan.title_cy).order_by(Plan.code)
    )
    return [
        (code, Bilingual(title, title_cy).said_in(language))
        for plan_id, code, title, title_cy in found
        if access.can(Permission.EDIT_PLAN, Subject(plan_id=plan_id))
    ]


def themes(session: Session, plan_code: str, language: Language) -> list[Choice]:
    """In the order of the plan."""
    found = session.execute(
        select(Theme.id, Theme.title, Theme.title_cy)
        .join(Plan, Plan.id == Theme.plan_id)
        .where(Plan.code == plan_code)
        .order_by(Theme.number)
    )
    return [(theme_id, Bilingual(title, cy).said_in(language)) for theme_id, title, cy in found]


def recommendations(session: Session, plan_code: str, language: Language) -> list[Choice]:
    """By reference."""
    found = session.execute(
        select(
            Recommendation.id,
            Recommendation.reference,
            Recommendation.title,
            Recommendation.title_cy,
        )
        .join(Plan, Plan.id == Recommendation.plan_id)
        .where(Plan.code == plan_code)
        .order_by(Recommendation.number)
    )
    return [
        (row_id, f"{reference}: {Bilingual(title, cy).said_in(language)}")
        for row_id, reference, title, cy in found
    ]


def _ids(kept: Iterable[int | None]) -> Collection[int]:
    return [one for one in kept if one is not None]


def _person(person: Person, language: Language) -> str:
    role = Bilingual(person.role_title, person.role_title_cy).said_in(language)
    words = ", ".join(part for part in (role, person.name) if part)
    if person.agency:
        agency = Bilingual(person.agency.name, person.agency.name_cy).said_in(language)
        words = f"{words} ({agency})"
    return _marked(words, person.is_active, language)


def _marked(words: str, is_active: bool, language: Language) -> str:
    if is_active:
        return words
    return Words(language)._("%(name)s, no longer active", name=words)


def _inspectorate(one: Inspectorate, language: Language) -> str:
    w = Words(language)
    short = Bilingual(one.abbreviation, one.abbreviation_cy).said_in(language)
    words = f"{short}: {Bilingual(one.name, one.name_cy).said_in(language)}"
    if one.named_until:
        until = long_date(one.named_until, language)
        return w._("%(name)s (until %(day)s)", name=words, day=until)
    if one.named_from:
        since = long_date(one.named_from, language)
        return w._("%(name)s (since %(day)s)", name=words, day=since)
    return words
