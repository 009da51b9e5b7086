"""What the pages of one visit read, and how they lead on."""

from flask import url_for

from tracker.domain.errors import NotFound
from tracker.queries import visits as queries
from tracker.queries.visits import VisitShown
from tracker.web.reading import reading


def read_visit(reference: str) -> VisitShown:
    """Raises `NotFound`."""
    visit = queries.show(reading().session, reference)
    if visit is None:
        raise NotFound
    return visit


def address(endpoint: str, reference: str) -> str:
    """Within this site, for `documents.readiness_links`."""
    return url_for(endpoint, ref=reference)
