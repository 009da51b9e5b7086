"""Frozen dataclasses as plain JSON and back: what is stored must be read years later.

Keys stand in the order of the fields, so the same facts always give the same text and
hash (`fingerprint`). A date in a typed field is ISO text; in a mapping of parameters, where
nothing says what it is, it is `{"date": "2018-03-12"}`.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from types import UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

T = TypeVar("T")


def to_content(value: Any) -> Any:
    """`value` in what JSON can hold: dataclasses as objects, tuples as lists."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: to_content(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {name: _param(item) for name, item in sorted(value.items())}
    if isinstance(value, tuple):
        return [to_content(item) for item in value]
    return value


def from_content(kind: type[T], content: Any) -> T:
    """The `kind` that `to_content` made `content` of. A field added since then takes its
    default; raises KeyError, TypeError or ValueError for what `to_content` never makes."""
    return _read(kind, content)  # type: ignore[no-any-return]


def fingerprint(content: Any) -> str:
    """SHA-256 (64 hex digits) of `content` as canonical JSON: the same however it was kept."""
    text = json.dumps(content, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def _param(value: Any) -> Any:
    return {"date": value.isoformat()} if isinstance(value, date) else value


def _read(kind: Any, content: Any) -> Any:
    if get_origin(kind) is UnionType:
        return None if content is None else _read(_not_none(kind), content)
    if get_origin(kind) is tuple:
        return tuple(_read(get_args(kind)[0], item) for item in content)
    if isinstance(kind, type) and is_dataclass(kind):
        known = {name: hint for name, hint in _hints(kind).items() if name in content}
        return kind(**{name: _read(hint, content[name]) for name, hint in known.items()})
    if get_origin(kind) is Mapping:
        return {name: _read_param(item) for name, item in content.items()}
    if kind is date:
        return date.fromisoformat(content)
    return kind(content)


def _read_param(content: Any) -> Any:
    return date.fromisoformat(content["date"]) if isinstance(content, dict) else content


def _not_none(kind: Any) -> Any:
    return next(option for option in get_args(kind) if option is not type(None))


@lru_cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)
