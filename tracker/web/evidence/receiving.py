"""Files from a form into storage, before any row names them."""

from typing import BinaryIO, cast

from tracker.domain.errors import Refused
from tracker.domain.file_kinds import EXTENSIONS
from tracker.extensions import db, settings, units_of_work
from tracker.services.uploads import Limits, StoredFile, Upload, receive
from tracker.web.evidence.forms import FilesForm
from tracker.web.language import gettext as _
from tracker.web.language import ngettext


def limits() -> Limits:
    """What one form takes here."""
    return Limits(files=settings().max_files, file_bytes=settings().max_file_bytes)


def limits_words() -> str:
    """The limits, said before anybody chooses a file."""
    taken = ", ".join(f".{ending}" for ending in EXTENSIONS)
    most = ngettext(
        "%(num)s file, up to %(size)s MB.",
        "Up to %(num)s files, %(size)s MB each.",
        limits().files,
        size=limits().file_mebibytes,
    )
    kinds = _("Kinds of file: %(kinds)s.", kinds=taken)
    return f"{most} {kinds}"


def prepare(form: FilesForm) -> None:
    """Say the limits on the form, and offer files of the kinds that are taken."""
    form.files.description = limits_words()
    form.files.render_kw = {"accept": ",".join(f".{ending}" for ending in EXTENSIONS)}


def received(form: FilesForm) -> list[StoredFile] | None:
    """The form's files, safe in storage; None when they were refused, as the form says."""
    db.session.rollback()
    uploads = [Upload(file.filename or "", cast(BinaryIO, file.stream)) for file in form.files.data]
    try:
        return receive(units_of_work(), uploads, limits())
    except Refused as refusal:
        form.refuse(refusal.faults)
        return None
