"""What a notice about a readiness summary says: plain facts, nothing of its content."""

from dataclasses import dataclass
from datetime import date

from tracker.domain.languages import Bilingual
from tracker.domain.readiness_checks import Check


@dataclass(frozen=True)
class ReadinessNotice:
    """A summary was made for a visit. `working_days` are those left until it begins,
    `recommendations` how many the summary covers, `checks` what it found of the whole visit."""

    summary_id: int
    reference: str
    title: Bilingual
    starts_on: date
    working_days: int
    recommendations: int
    checks: tuple[Check, ...]
