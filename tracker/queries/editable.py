"""A stored record as a form edits it: its version, and its values as a form chooses them."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from tracker.domain.errors import NotFound
from tracker.models import Base
from tracker.queries.subjects import row_number


@dataclass(frozen=True)
class Editable:
    """`id` is the row number; `values` are by the name of the attribute, and of the field."""

    id: int
    version: int
    values: dict[str, Any]


def read(session: Session, kind: type[Base], reference: str, *names: str) -> Editable:
    """The attributes `names` of the record with that reference, code or row number. Raises
    `NotFound`."""
    columns = inspect(kind).columns
    printed = next((columns[name] for name in ("reference", "code") if name in columns), None)
    wanted: Any = columns["id"] == row_number(reference)
    if printed is not None:
        wanted = printed == reference
    record: Any = session.scalar(select(kind).where(wanted))
    if record is None:
        raise NotFound
    values = {name: as_chosen(getattr(record, name)) for name in names}
    return Editable(record.id, record.version, values)


def keys(session: Session, kind: type[Base], column: str, **where: int) -> list[int]:
    """The numbers in `column` of the rows of `kind` where `where` holds, in order."""
    columns = inspect(kind).columns
    wanted = select(columns[column]).where(
        *(columns[name] == value for name, value in where.items())
    )
    return list(session.scalars(wanted.order_by(columns[column])))


def name_of(session: Session, kind: type[Base], key: int) -> str:
    """The printed reference of a record that is there."""
    columns = inspect(kind).columns
    printed = columns["reference"] if "reference" in columns else columns["code"]
    return str(session.scalar(select(printed).where(columns["id"] == key)))


def as_chosen(value: Any) -> Any:
    """`value` as a form chooses it: records by their id, and in no order."""
    if isinstance(value, list | tuple):
        chosen = [as_chosen(item) for item in value]
        return sorted(chosen) if all(isinstance(item, Base) for item in value) else chosen
    if isinstance(value, Base):
        return inspect(value).mapper.primary_key_from_instance(value)[0]
    return value
