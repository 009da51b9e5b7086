"""A catalogue of a few Welsh messages, so that tests do not hang on the translator's."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from tracker.wording import catalogue


@contextmanager
def spoken(
    path: Path, messages: dict[str | tuple[str, str], str | tuple[str, ...]]
) -> Iterator[None]:
    """Within the block Welsh is what `messages` says and nothing else."""
    written = Catalog(locale="cy")
    for message, translation in messages.items():
        written.add(message, translation)
    po = path / "messages.po"
    with po.open("wb") as file:
        write_po(file, written)
    before = catalogue.WELSH_PO
    catalogue.WELSH_PO = po
    catalogue.catalogue.cache_clear()
    try:
        yield
    finally:
        catalogue.WELSH_PO = before
        catalogue.catalogue.cache_clear()
