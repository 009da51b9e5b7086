"""What an owner meets: their actions by what hurts, one action in full, and saying how it
goes in a minute."""

from datetime import date, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests import factories
from tests.factories import TODAY
from tests.ground.application import SignIn
from tests.ground.databases import Save
from tests.services.owners import add, scene
from tests.web.pages import errors, flashed, soup
from tracker.domain.evidence import LinkState
from tracker.domain.languages import Language
from tracker.domain.lifecycle import Stage
from tracker.domain.updates import UpdateKind
from tracker.models import Action, EvidenceLink, Person, Update
from tracker.services.unit_of_work import UnitsOfWork

DATE_2028 = {"forecast_on-day": "1", "forecast_on-month": "4", "forecast_on-year": "2028"}


def _headings(client: FlaskClient, address: str = "/my-actions") -> list[str]:
    page = soup(client.get(address))
    return [found.get_text(" ", strip=True) for found in page.select("main h2, main h3")]


def _main_buttons(client: FlaskClient, reference: str) -> list[str]:
    """The words on what stands out on the action's page."""
    page = soup(client.get(f"/actions/{reference}"))
    found = page.select("main .govuk-button:not(.govuk-button--secondary)")
    return [button.get_text(strip=True) for button in found]


# My actions


def test_actions_are_sorted_by_what_hurts(
    uow: UnitsOfWork, session: Session, save: Save, sign_in: SignIn
) -> None:
    here = scene(save, title="Came back", due_on=date(2018, 6, 29))
    add(uow, here)
    link = session.scalars(select(EvidenceLink)).one()
    link.state, link.reason = LinkState.RETURNED, "It is not signed."
    session.commit()
    others = [
        factories.action(title="Quiet", due_on=date(2018, 9, 28), starts_on=date(2018, 6, 1)),
        factories.action(title="Silent", due_on=date(2018, 7, 31), stage=Stage.UNDER_WAY),
        factories.action(title="Soon", due_on=TODAY + timedelta(days=14)),
        factories.action(title="Late", due_on=TODAY - timedelta(days=3)),
        factories.action(title="Done", due_on=TODAY, stage=Stage.EVIDENCED),
    ]
    for other in others:
        other.owner = here.owner
    save(*others, factories.update(action_id=here.action.id, person_id=here.owner.id))
    client = sign_in(here.owner)
    assert _headings(client) == [
        "Overdue",
        "Late",
        "Due within 14 days",
        "Soon",
        "Evidence came back",
        "Came back",
        "Nothing said for 30 days",
        "Silent",
        "Everything else",
        "Quiet",
    ]
    page = soup(client.get("/my-actions"))
    text = " ".join(page.get_text(" ").split())
    assert "1 of your 5 actions is overdue. If nothing changes, you hear from us next on" in text
    assert "Was due 3 days ago, Friday 9 March 2018" in text
    assert "It is not signed." in text
    assert [item.get_text(" ", strip=True) for item in page.select("details li")] == [
        f"{others[4].reference} Done · Evidenced"
    ]


def test_a_card_says_what_is_expected_and_offers_three_buttons(save: Save, sign_in: SignIn) -> None:
    here = scene(save, due_on=TODAY - timedelta(days=1))
    words = factories.update(
        action_id=here.action.id,
        person_id=here.owner.id,
        words="Chwech o wyth.",
        language=Language.WELSH,
    )
    save(words)
    page = soup(sign_in(here.owner).get("/my-actions"))
    card = page.select_one(".app-card")
    assert card is not None
    assert "The signed policy" in card.get_text()
    assert "Was due yesterday, Sunday 11 March 2018" in card.get_text()
    buttons = [button.get_text() for button in card.select("a.govuk-button")]
    assert buttons == [
        f"Say how it goes ({here.ref})",
        f"Add evidence ({here.ref})",
        f"Ask for more time ({here.ref})",
    ]
    said = card.select_one("[lang=cy]")
    assert said is not None
    assert said.get_text() == "Chwech o wyth."


def test_whoever_owes_nothing_reads_so(save: Save, sign_in: SignIn) -> None:
    nobody = factories.person()
    save(nobody)
    assert "Nothing is due from you." in sign_in(nobody).get("/my-actions").text


def test_a_lead_sees_what_people_owe(save: Save, sign_in: SignIn) -> None:
    here = scene(save, title="Train the teams")
    late = factories.action(
        title="Late", accountable_lead=here.lead, due_on=TODAY - timedelta(days=9)
    )
    save(late)
    page = soup(sign_in(here.lead).get("/my-actions"))
    rows = [row.get_text(" ", strip=True) for row in page.select("tbody th")]
    assert rows == [f"{late.reference} Late", f"{here.ref} Train the teams"]
    assert sign_in(here.lead).get("/my-actions?whose=led").status_code == 200


# One action


def test_the_page_of_an_action_says_where_it_stands(
    uow: UnitsOfWork, save: Save, sign_in: SignIn
) -> None:
    finding = factories.finding(text="Supervision was missed.", printed_number="7", page=12)
    here = scene(
        save,
        title="Write the policy",
        recommendation=factories.recommendation(findings=[finding]),
        due_on=date(2018, 2, 2),
        original_due_on=date(2018, 1, 19),
        statutory_due_on=date(2018, 3, 30),
    )
    add(uow, here, title="Policy <b>signed</b>", expected_item_id=here.expected.id)
    page = soup(sign_in(here.owner).get(f"/actions/{here.ref}"))
    text = page.get_text(" ", strip=True)
    for words in (
        "Due 2 February 2018, 38 days ago (first due 19 January 2018, moved back by 14 days)",
        "0 of 1 expected item met",
        "The signed policy",
        "Put forward, waiting to be checked",
        "Policy <b>signed</b>",
        "Supervision was missed.",
        "printed as 7 · page 12",
        "Latest by law 30 March 2018",
        "2 February 2018 (14 days later than first agreed, 19 January 2018)",
        "Put evidence forward: E",
    ):
        assert words in text, words
    assert page.select("main b") == []


def test_the_main_button_is_the_next_step_for_this_person(
    uow: UnitsOfWork, session: Session, save: Save, sign_in: SignIn
) -> None:
    here = scene(save, stage=Stage.PLANNED)
    assert _main_buttons(sign_in(here.owner), here.ref) == ["Say that it has begun"]
    sign_in(here.owner).post(f"/actions/{here.ref}/start")
    assert _main_buttons(sign_in(here.owner), here.ref) == ["Say how it goes"]
    add(uow, here, expected_item_id=here.expected.id)
    assert _main_buttons(sign_in(here.owner), here.ref) == ["Say that it is delivered"]
    assert _main_buttons(sign_in(here.lead), here.ref) == ["Check the evidence"]
    assert _main_buttons(sign_in(here.member), here.ref) == []
    link = session.scalars(select(EvidenceLink)).one()
    link.state, link.reason = LinkState.RETURNED, "Unsigned."
    session.commit()
    assert _main_buttons(sign_in(here.owner), here.ref) == ["Correct what was returned"]
    assert _main_buttons(sign_in(here.lead), here.ref) == []
    save(factories.date_change(here.action))
    assert _main_buttons(sign_in(here.member), here.ref) == ["Decide on more time"]


def test_what_is_not_there_is_not_found(save: Save, sign_in: SignIn) -> None:
    here = scene(save)
    owner, stranger = sign_in(here.owner), sign_in(here.stranger)
    assert stranger.get(f"/actions/{here.ref}").status_code == 404
    for address in ("/actions/NO-R01.01", "/actions/%00", "/date-changes/99", "/date-changes/x"):
        assert owner.get(address).status_code == 404, address
    for address in ("/to-check/evidence/9", "/to-check/expected/9999999999999", "/evidence/E9"):
        assert owner.get(address).status_code == 404, address


# Saying how it goes


def test_one_tap_from_the_list_comes_back_to_it(
    session: Session, save: Save, sign_in: SignIn
) -> None:
    here = scene(save)
    client = sign_in(here.owner)
    assert "No change, still on course for 30 April" in client.get("/my-actions").text
    answer = client.post(
        f"/actions/{here.ref}/no-change", data={"back": "mine"}, follow_redirects=True
    )
    assert answer.request.path == "/my-actions"
    assert flashed(answer) == f"Kept: no change to {here.ref}."
    assert session.scalars(select(Update.kind)).all() == [UpdateKind.NO_CHANGE]


def test_one_tap_that_would_be_untrue_is_refused(
    session: Session, save: Save, sign_in: SignIn
) -> None:
    here = scene(save, due_on=TODAY - timedelta(days=1))
    answer = sign_in(here.owner).post(f"/actions/{here.ref}/no-change")
    assert answer.status_code == 422
    assert "would not be true any more" in answer.text
    assert session.scalars(select(Update)).all() == []


def test_an_update_is_said(session: Session, save: Save, sign_in: SignIn) -> None:
    here = scene(save)
    client = sign_in(here.owner)
    answer = client.post(
        f"/actions/{here.ref}/update?lang=cy",
        data={
            "kind": "stuck",
            "words": "Penderfyniad ar gyllid 🙏 <script>alert(1)</script>",
            "forecast_on-day": "20",
            "forecast_on-month": "4",
            "forecast_on-year": "2018",
        },
    )
    assert answer.status_code == 302
    update = session.scalars(select(Update)).one()
    assert (update.kind, update.language) == (UpdateKind.STUCK, Language.WELSH)
    assert update.words == "Penderfyniad ar gyllid 🙏 <script>alert(1)</script>"
    page = soup(client.get(f"/actions/{here.ref}?lang=en"))
    assert "Blocked since 12 March 2018: Penderfyniad" in page.get_text(" ")
    assert page.select("main script") == []


def test_the_link_in_a_mail_opens_that_choice(save: Save, sign_in: SignIn) -> None:
    here = scene(save)
    page = soup(sign_in(here.owner).get(f"/actions/{here.ref}/update?kind=stuck"))
    assert [found["value"] for found in page.select("input[checked]")] == ["stuck"]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"kind": "progress"}, "Say in a sentence or two how it goes"),
        ({"kind": "nonsense", "words": "x"}, "How does it go?: choose from the list."),
        (
            {"kind": "progress", "words": "x" * 1_000_000},
            "In a sentence or two is 1000000 characters long; the most is 2000. Shorten it.",
        ),
        (
            {
                "kind": "progress",
                "words": "x",
                "forecast_on-day": "31",
                "forecast_on-month": "2",
                "forecast_on-year": "2018",
            },
            "When you expect it to be done is not a day of the calendar: check the day and the "
            "month.",
        ),
    ],
)
def test_what_is_wrong_is_said_beside_the_field(
    session: Session, save: Save, sign_in: SignIn, given: dict[str, str], said: str
) -> None:
    here = scene(save)
    answer = sign_in(here.owner).post(f"/actions/{here.ref}/update", data=given)
    assert (answer.status_code, errors(answer)) == (422, [said])
    assert session.scalar(select(func.count()).select_from(Update)) == 0


def test_a_wrong_year_is_warned_of_and_can_be_confirmed(
    session: Session, save: Save, sign_in: SignIn
) -> None:
    here = scene(save)
    client, address = sign_in(here.owner), f"/actions/{here.ref}/update"
    given = {"kind": "progress", "words": "Slow.", **DATE_2028}
    answer = client.post(address, data=given)
    assert answer.status_code == 422
    assert soup(answer).select_one("textarea").get_text(strip=True) == "Slow."  # type: ignore[union-attr]
    assert client.post(address, data={**given, "confirmed": "y"}).status_code == 302
    assert session.scalars(select(Action.forecast_on)).all() == [date(2028, 4, 1)]


def test_those_not_concerned_are_turned_away(session: Session, save: Save, sign_in: SignIn) -> None:
    here = scene(save)

    def status(person: Person, address: str) -> int:
        return sign_in(person).post(f"/actions/{here.ref}/{address}").status_code

    for address in ("no-change", "start", "delivered", "more-time", "set-aside", "reopen"):
        assert status(here.stranger, address) == 404, address
        assert status(here.member, address) == 403, address
    assert session.scalars(select(Update)).all() == []
