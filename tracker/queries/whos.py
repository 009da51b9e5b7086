"""People as pages name them: role first."""

from tracker.domain.languages import Bilingual
from tracker.domain.readiness_facts import Who
from tracker.models import Person


def who(person: Person | None) -> Who | None:
    """A loaded person; None for nobody."""
    if person is None:
        return None
    return Who(Bilingual(person.role_title, person.role_title_cy), person.name)
