"""Addresses in mails, built from the public one: a job has no request to ask.

A test holds every path equal to a route of the application.
"""

from dataclasses import dataclass
from urllib.parse import quote


@dataclass(frozen=True)
class Links:
    """`public_url` is where people reach the tracker, without a stroke at its end."""

    public_url: str

    def update(self, reference: str) -> str:
        """The form in which an owner says how an action goes."""
        return self._to(f"/actions/{_part(reference)}/update")

    def my_actions(self) -> str:
        return self._to("/my-actions")

    def summary(self, summary_id: int) -> str:
        """One readiness summary."""
        return self._to(f"/summaries/{summary_id}")

    def visit(self, reference: str) -> str:
        return self._to(f"/visits/{_part(reference)}")

    def _to(self, path: str) -> str:
        return f"{self.public_url}{path}"


def _part(reference: str) -> str:
    return quote(reference, safe="")
