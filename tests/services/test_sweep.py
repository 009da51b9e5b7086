"""The sweep takes what nobody needs, and nothing that somebody may yet need."""

import io
from datetime import timedelta

from tests import factories
from tests.fakes import FakeClock, FakeStorage
from tests.ground.databases import Save
from tracker.models import JobRun
from tracker.models.jobs import RunState
from tracker.services.sweep import sweep
from tracker.services.unit_of_work import UnitsOfWork

NOTHING = {"blobs": 0, "leftovers": 0, "runs": 0}
DAY = timedelta(days=1)


def put(storage: FakeStorage, content: bytes) -> str:
    return storage.put(io.BytesIO(content)).sha256


def named(save: Save, key: str) -> None:
    """A version of some evidence names these bytes."""
    plan = factories.plan()
    save(plan)
    version = factories.evidence_version(sha256=key)
    save(factories.evidence(plan_id=plan.id, versions=[version]))


def test_only_old_bytes_that_no_row_names_are_taken_away(
    uow: UnitsOfWork, storage: FakeStorage, save: Save, clock: FakeClock
) -> None:
    kept, orphan = put(storage, b"kept"), put(storage, b"orphan")
    named(save, kept)
    clock.moment += DAY
    young = put(storage, b"young")
    clock.moment += timedelta(seconds=1)
    assert sweep(uow) == {**NOTHING, "blobs": 1}
    assert [storage.exists(key) for key in (kept, orphan, young)] == [True, False, True]
    assert sweep(uow) == NOTHING


def test_a_day_is_young_enough_for_a_row_to_come(
    uow: UnitsOfWork, storage: FakeStorage, clock: FakeClock
) -> None:
    put(storage, b"on its way")
    clock.moment += DAY
    assert sweep(uow) == NOTHING


def test_bytes_put_again_are_young_again(
    uow: UnitsOfWork, storage: FakeStorage, clock: FakeClock
) -> None:
    key = put(storage, b"again")
    clock.moment += DAY * 2
    put(storage, b"again")
    assert sweep(uow) == NOTHING
    assert storage.exists(key)


def test_standing_at_a_later_day_takes_nothing_early(
    uow: UnitsOfWork, storage: FakeStorage, clock: FakeClock
) -> None:
    put(storage, b"on its way")
    assert sweep(uow, now=clock.moment + DAY * 9) == NOTHING


def test_standing_at_an_earlier_day_takes_less(
    uow: UnitsOfWork, storage: FakeStorage, clock: FakeClock
) -> None:
    put(storage, b"old")
    clock.moment += DAY * 9
    assert sweep(uow, now=clock.moment - DAY * 9) == NOTHING
    assert sweep(uow) == {**NOTHING, "blobs": 1}


def test_many_are_asked_about_in_parts(
    uow: UnitsOfWork, storage: FakeStorage, clock: FakeClock
) -> None:
    for number in range(1201):
        put(storage, str(number).encode())
    clock.moment += DAY * 2
    assert sweep(uow) == {**NOTHING, "blobs": 1201}


def test_old_runs_are_forgotten(uow: UnitsOfWork, save: Save, clock: FakeClock) -> None:
    ages = (timedelta(days=29), timedelta(days=31))
    save(
        *(
            JobRun(
                job="delivery",
                slot=str(age),
                state=RunState.DONE,
                asked_at=clock.moment - age,
                finished_at=clock.moment - age,
            )
            for age in ages
        )
    )
    assert sweep(uow) == {**NOTHING, "runs": 1}


def test_a_rehearsal_takes_nothing(
    uow: UnitsOfWork, storage: FakeStorage, save: Save, clock: FakeClock
) -> None:
    key = put(storage, b"orphan")
    clock.moment += DAY * 2
    assert sweep(uow, dry_run=True) == {**NOTHING, "blobs": 1}
    assert storage.exists(key)
