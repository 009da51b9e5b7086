"""Takes away what nobody needs any more: bytes that no row names, what killed uploads
left behind, and the memory of runs long past.

An upload stores its bytes first and the row that names them second, so whatever is
younger than a day may yet get its row. The age of bytes is told by the storage, and
compared with the real time: a job run "as at" a later day must not take anything early.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select

from tracker.domain.permissions import Permission
from tracker.models import EvidenceVersion
from tracker.services import job_runs
from tracker.services.unit_of_work import UnitsOfWork

YOUNGEST = timedelta(days=1)
RUNS_ARE_KEPT = timedelta(days=30)

_AT_ONCE = 500


def sweep(
    units: UnitsOfWork, *, now: datetime | None = None, dry_run: bool = False
) -> dict[str, int]:
    """Answers how many of each were taken away, or would be."""
    moment = units.clock.now() if now is None else min(now, units.clock.now())
    before = moment - YOUNGEST
    old = [key for key, put_at in units.storage.blobs() if put_at < before]
    orphans = [
        key
        for start in range(0, len(old), _AT_ONCE)
        for key in _unnamed(units, old[start : start + _AT_ONCE])
    ]
    if dry_run:
        leftovers = sum(written < before for _, written in units.storage.leftovers())
        blobs = len(orphans)
    else:
        leftovers = units.storage.sweep_temporary(before)
        blobs = sum(units.storage.delete(key, before) for key in orphans)
    with (units.rehearsing() if dry_run else units)(now=moment) as uow:
        runs = job_runs.forget(uow, moment - RUNS_ARE_KEPT)
    return {"blobs": blobs, "leftovers": leftovers, "runs": runs}


def _unnamed(units: UnitsOfWork, keys: Sequence[str]) -> list[str]:
    """Those of `keys` that no version of any evidence names."""
    with units() as uow:
        uow.require(Permission.ADMINISTER)
        named = set(
            uow.session.scalars(
                select(EvidenceVersion.sha256).where(EvidenceVersion.sha256.in_(keys)).distinct()
            )
        )
    return [key for key in keys if key not in named]
