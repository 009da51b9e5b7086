"""What the audit trail keeps of values and records: plain, and by the names people use."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum
from typing import Any

from tracker.models import Plan
from tracker.models.base import Base


def plain(value: Any) -> Any:
    """`value` as JSON can hold it: dates in ISO form, enums by value, records by name."""
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(item) for item in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Base):
        return called(value)
    return value


def called(record: Base) -> str:
    """What people call `record`: its reference or code, else its name or title."""
    names = ("reference", "code", "abbreviation", "name", "title")
    found = (getattr(record, name, None) for name in names)
    return next((str(name) for name in found if name), str(getattr(record, "id", "")))


def plan_of(record: Base) -> int | None:
    """The plan in whose story `record` belongs."""
    return record.id if isinstance(record, Plan) else getattr(record, "plan_id", None)
