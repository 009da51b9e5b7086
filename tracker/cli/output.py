"""What commands print: a table for people, JSON for programs, one line when refused."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import wraps
from typing import Any, TypeVar

import click
from sqlalchemy.exc import OperationalError, ProgrammingError

from tracker.cli.schema import what_is_wrong
from tracker.domain.errors import NotFound, NotPermitted, Refused
from tracker.domain.languages import Language
from tracker.wording.faults import sentence

Command = TypeVar("Command", bound=Callable[..., Any])


class Refusal(click.ClickException):
    """Exit status 1 with one plain message."""

    exit_code = 1

    def show(self, file: Any = None) -> None:
        click.echo(self.format_message(), err=True)


def plainly(command: Command) -> Command:
    """Turn what the product refuses into exit status 1 and a sentence, never a traceback."""

    @wraps(command)
    def told(*args: Any, **kwargs: Any) -> Any:
        try:
            return command(*args, **kwargs)
        except Refused as refusal:
            words = " ".join(sentence(fault, Language.ENGLISH) for fault in refusal.faults)
            raise Refusal(words) from None
        except NotFound:
            raise Refusal("There is no such thing here.") from None
        except NotPermitted:
            raise Refusal("That is not allowed from the command line.") from None
        except (OperationalError, ProgrammingError):
            if wrong := what_is_wrong():
                raise Refusal(wrong) from None
            raise

    return told  # type: ignore[return-value]


def show(rows: Sequence[Mapping[str, Any]], columns: Iterable[str], as_json: bool) -> None:
    """Print `rows` as a JSON list, or as a table of `columns`."""
    if as_json:
        click.echo(json.dumps(list(rows), ensure_ascii=False, indent=2, default=str))
        return
    names = list(columns)
    table = [names, *([_cell(row.get(name)) for name in names] for row in rows)]
    widths = [max(len(line[index]) for line in table) for index in range(len(names))]
    for line in table:
        click.echo(
            "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        )


def _cell(value: Any) -> str:
    return "" if value is None else str(value)
