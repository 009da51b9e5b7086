"""What the pages of owners and checkers ask of the database: no more for 2,000 actions
than for 20."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from tests.ground import large_plans
from tests.ground.application import SignIn
from tests.ground.statements import questions, recorded, writes
from tracker.models import Action, Evidence, Person

#: A main page may ask so often, the person and the calendar included.
MOST = 12

ACTION = "/actions/BIG-R001.01"
OWNERS = {
    "/my-actions": 7,
    "/my-actions?page=2": 7,
    ACTION: 10,
    f"{ACTION}/update": 10,
    f"{ACTION}/evidence/new": 10,
    f"{ACTION}/delivered": 10,
    f"{ACTION}/more-time": 10,
}
CHECKERS = {
    "/my-actions": 7,
    "/my-actions?whose=led&page=2": 7,
    "/to-check": 6,
    "/to-check?page=2": 6,
    "/to-check/evidence/1": 5,
    "/to-check/expected/1": 5,
    "/date-changes/1": 6,
    ACTION: 10,
}


def _asked(client: FlaskClient, pages: dict[str, int]) -> dict[str, int]:
    asked = {}
    for path in pages:
        with recorded() as said:
            answer = client.get(path)
        assert answer.status_code == 200, path
        assert writes(said) == [], path
        asked[path] = len(questions(said))
    return asked


@pytest.mark.parametrize("actions", [20, 2000])
def test_statements_do_not_grow_with_what_is_owed(
    engine: Engine, session: Session, sign_in: SignIn, actions: int
) -> None:
    large_plans.write(engine, actions)
    action = session.scalars(select(Action).order_by(Action.id)).first()
    assert action is not None
    owner, checker = (
        session.get_one(Person, person) for person in (action.owner_id, action.accountable_lead_id)
    )
    assert _asked(sign_in(owner), OWNERS) == OWNERS
    assert _asked(sign_in(checker), CHECKERS) == CHECKERS
    proof = session.scalars(select(Evidence.reference)).one()
    evidence = {f"/evidence/{proof}": 6, f"/evidence/{proof}/link": 7}
    assert _asked(sign_in(checker), evidence) == evidence
    assert max(*OWNERS.values(), *CHECKERS.values()) <= MOST
