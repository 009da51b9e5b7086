"""What the pages of a board ask of the database: no more for 2,000 actions than for 20."""

import pytest
from sqlalchemy import Engine

from tests.ground import large_plans
from tests.ground.application import SignIn
from tests.ground.statements import questions, recorded, writes

#: A main page may ask so often, the person and the calendar included.
MOST = 12

PAGES = {
    "/plans": 5,
    "/plans/BIG": 12,
    "/plans/BIG?agency=1&lead=3&source=INS-2017-10&rating=off_track": 12,
    "/plans/BIG/changes": 10,
    "/plans/BIG/actions": 10,
    "/plans/BIG/actions?theme=2&stage=under_way&sort=-due&page=2": 10,
    "/plans/BIG/recommendations": 9,
    "/plans/BIG/recommendations?exception=disagreement&sort=rating": 9,
    "/recommendations/BIG-R001": 11,
    "/plans/BIG/meetings": 6,
    "/meetings/1": 11,
}


@pytest.mark.parametrize("actions", [20, 2000])
def test_statements_do_not_grow_with_the_plan(
    engine: Engine, sign_in: SignIn, actions: int
) -> None:
    client = sign_in(large_plans.write(engine, actions))
    asked = {}
    for path in PAGES:
        with recorded() as said:
            answer = client.get(path)
        assert answer.status_code == 200, path
        assert writes(said) == [], path
        asked[path] = len(questions(said))
    assert asked == PAGES
    assert max(asked.values()) <= MOST
