"""The person behind a request, loaded once from the session key their browser holds."""

from flask import g
from flask_login import AnonymousUserMixin, UserMixin
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from tracker.domain.languages import Bilingual, Language
from tracker.domain.permissions import Access
from tracker.extensions import db, login_manager
from tracker.models import Person
from tracker.services.unit_of_work import access_of


class SignedIn(UserMixin):
    """A signed-in person as plain facts, so that no page holds on to a database row."""

    def __init__(self, person: Person) -> None:
        self.person_id = person.id
        self.name = person.name
        self.role_title = Bilingual(person.role_title, person.role_title_cy)
        self.language: Language = person.language
        self.access: Access = access_of(person)
        self._session_key = person.session_key

    def get_id(self) -> str:
        """What the session cookie holds; changing it in the database ends the session."""
        return self._session_key


class Anonymous(AnonymousUserMixin):
    """Whoever has not signed in."""

    person_id = 0


login_manager.anonymous_user = Anonymous


@login_manager.user_loader
def load(session_key: str) -> SignedIn | None:
    """The active person whose session this is; None ends it."""
    person = (
        db.session.scalars(
            select(Person)
            .where(Person.session_key == session_key, Person.is_active)
            .options(joinedload(Person.grants))
        )
        .unique()
        .one_or_none()
    )
    return SignedIn(person) if person else None


def forget() -> None:
    """Take whoever asks for nobody until this request ends."""
    g._login_user = Anonymous()
