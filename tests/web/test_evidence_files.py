"""Files handed in as evidence, and every way in which one can be wrong."""

import hashlib

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from config import MEBIBYTE
from tests.fakes import FakeStorage
from tests.ground import files
from tests.ground.application import SignIn
from tests.ground.databases import Save
from tests.services.owners import scene
from tests.web.handing_in import POLICY, File, hand_in
from tests.web.pages import errors, flashed, soup
from tracker.domain.evidence import EvidenceKind
from tracker.models import Event, Evidence, EvidenceLink, EvidenceVersion
from tracker.ports import StorageFailed, StorageFault


def _rows(session: Session) -> int:
    session.rollback()
    kinds = (Evidence, EvidenceVersion, EvidenceLink, Event)
    return sum(session.scalar(select(func.count()).select_from(kind)) or 0 for kind in kinds)


def test_several_files_make_one_piece(
    session: Session, save: Save, sign_in: SignIn, storage: FakeStorage
) -> None:
    here = scene(save)
    client = sign_in(here.owner)
    form = soup(client.get(f"/actions/{here.ref}/evidence/new"))
    assert "Up to 3 files, 1 MB each." in form.get_text(" ")
    assert form.select_one(f"input[name=expected_item_id][value='{here.expected.id}'][checked]")
    register: File = (files.xlsx(), "register.xlsx")
    answer = hand_in(client, here, POLICY, register, expected_item_id=str(here.expected.id))
    assert answer.status_code == 302
    evidence = session.scalars(select(Evidence)).one()
    assert (evidence.title, evidence.kind) == ("The signed policy", EvidenceKind.OUTPUT)
    kept = [(one.file_name, one.position, one.sha256) for one in evidence.versions]
    assert kept == [
        ("policy.pdf", 1, hashlib.sha256(POLICY[0]).hexdigest()),
        ("register.xlsx", 2, hashlib.sha256(register[0]).hexdigest()),
    ]
    assert all(storage.exists(one.sha256) for one in evidence.versions)
    assert evidence.links[0].expected_item_id == here.expected.id
    page = client.get(answer.location)
    assert flashed(page) == "The evidence is kept and goes to be checked."


def test_a_form_sent_twice_adds_once(session: Session, save: Save, sign_in: SignIn) -> None:
    here = scene(save)
    client = sign_in(here.owner)
    assert hand_in(client, here, POLICY).status_code == 302
    again = hand_in(client, here, POLICY)
    reference = session.scalars(select(Evidence.reference)).one()
    assert errors(again) == [
        f"“policy.pdf” was added for this action before, as {reference}: nothing was added again"
    ]


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../../etc/passwd.pdf", "passwd.pdf"),
        ("pol\u202efdp.icy.pdf", "polfdp.icy.pdf"),
        ("a\x07\x1bb.pdf", "ab.pdf"),
        ("x" * 251 + ".pdf", "x" * 251 + ".pdf"),
        ("x" * 400 + ".pdf", "x" * 251 + ".pdf"),
        ("ŷ🎉 <script>.pdf", "ŷ🎉 -script-.pdf"),
        ("no ending", "no ending.pdf"),
    ],
)
def test_a_name_is_made_harmless(
    session: Session, save: Save, sign_in: SignIn, name: str, kept: str
) -> None:
    here = scene(save)
    assert hand_in(sign_in(here.owner), here, (POLICY[0], name)).status_code == 302
    assert session.scalars(select(EvidenceVersion.file_name)).all() == [kept]


SVG = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"
HTML = b"<!doctype html><script>alert(document.cookie)</script>"


@pytest.mark.parametrize(
    ("chosen", "status", "said"),
    [
        ([], 422, "Choose at least one file"),
        ([(b"", "empty.pdf")], 422, "“empty.pdf” is empty: choose a file with something in it"),
        (
            [(b"%PDF-1.4" + b" " * MEBIBYTE, "large.pdf")],
            413,
            "“large.pdf” is too large: the most for one file is 1 MB",
        ),
        (
            [(files.pdf(str(number)), f"{number}.pdf") for number in range(4)],
            422,
            "Choose 3 files at most; you chose 4",
        ),
        (
            [(files.docx(), "policy.pdf")],
            422,
            "“policy.pdf” is not the .pdf file that its name says: "
            "open it and save it again in a kind that is listed",
        ),
        (
            [(SVG, "map.svg")],
            422,
            "“map.svg” is not a kind of file that can be taken: save it as one of those listed",
        ),
        (
            [(SVG, "map.png")],
            422,
            "“map.png” is not the .png file that its name says: "
            "open it and save it again in a kind that is listed",
        ),
        (
            [(HTML, "minutes.txt")],
            422,
            "“minutes.txt” is not the .txt file that its name says: "
            "open it and save it again in a kind that is listed",
        ),
        (
            [(HTML, "minutes.html")],
            422,
            "“minutes.html” is not a kind of file that can be taken: "
            "save it as one of those listed",
        ),
    ],
)
def test_what_cannot_be_taken_is_said_and_leaves_nothing(
    session: Session,
    save: Save,
    sign_in: SignIn,
    storage: FakeStorage,
    chosen: list[File],
    status: int,
    said: str,
) -> None:
    here = scene(save)
    answer = hand_in(sign_in(here.owner), here, *chosen, proves="Signed by the cabinet.")
    assert (answer.status_code, errors(answer)) == (status, [said])
    assert "Signed by the cabinet." in answer.text
    assert _rows(session) == 0
    assert list(storage.blobs()) == []


def test_more_than_all_files_may_hold_is_turned_away_at_the_door(
    app: Flask, session: Session, save: Save, sign_in: SignIn, storage: FakeStorage
) -> None:
    here = scene(save)
    size = app.config["MAX_CONTENT_LENGTH"]
    answer = hand_in(sign_in(here.owner), here, (b"%PDF-" + b" " * size, "huge.pdf"))
    assert answer.status_code == 413
    assert "That is too large" in answer.text
    assert _rows(session) == 0
    assert list(storage.blobs()) == []


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (StorageFault.FULL, "There is no room for files on the server"),
        (StorageFault.READ_ONLY, "The server may not write files at present"),
        (StorageFault.GONE, "The folder for files cannot be reached"),
    ],
)
def test_storage_that_fails_is_said_and_nothing_typed_is_lost(
    session: Session,
    save: Save,
    sign_in: SignIn,
    storage: FakeStorage,
    monkeypatch: pytest.MonkeyPatch,
    fault: StorageFault,
    said: str,
) -> None:
    def fail(_stream: object) -> None:
        raise StorageFailed(fault)

    monkeypatch.setattr(storage, "put", fail)
    here = scene(save)
    answer = hand_in(sign_in(here.owner), here, POLICY, proves="Signed by the cabinet.")
    assert answer.status_code == 422
    assert errors(answer) == [f"{said}, and nothing was saved: tell the administrator"]
    page = soup(answer)
    assert page.select_one("input[name=title][value='The signed policy']")
    assert page.select_one("input[name=dated_on-day][value='28']")
    assert "Signed by the cabinet." in page.get_text()
    assert "Choose the files again" in page.get_text()
    assert _rows(session) == 0


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"attested": ""}, "Confirm that nobody can be identified from the files"),
        ({"title": " \x00 "}, "Name of the evidence: fill this in."),
        (
            {"title": "x" * 1_000_000},
            "Name of the evidence is 1000000 characters long; the most is 200. Shorten it.",
        ),
        ({"kind": ""}, "What kind of proof it is: fill this in."),
        ({"kind": "gossip"}, "What kind of proof it is: choose from the list."),
        ({"expected_item_id": "999"}, "Which agreed proof it is: choose from the list."),
        (
            {"dated_on-day": "31"},
            "Date of the evidence is not a day of the calendar: check the day and the month.",
        ),
        (
            {"dated_on-year": "18"},
            "Date of the evidence has the year 18; write all four figures, such as 2018.",
        ),
        (
            {"dated_on-year": "2019"},
            "Enter a date that has come: evidence is of what has happened",
        ),
    ],
)
def test_what_is_said_wrongly_keeps_the_rest(
    session: Session, save: Save, sign_in: SignIn, given: dict[str, str], said: str
) -> None:
    here = scene(save)
    answer = hand_in(sign_in(here.owner), here, POLICY, proves="Signed.", **given)
    assert (answer.status_code, errors(answer)) == (422, [said])
    assert "Signed." in answer.text
    assert _rows(session) == 0


def test_a_wrong_year_is_warned_of(session: Session, save: Save, sign_in: SignIn) -> None:
    here = scene(save)
    old = {"dated_on-year": "2008"}
    answer = hand_in(sign_in(here.owner), here, POLICY, **old)
    assert answer.status_code == 422
    assert soup(answer).select_one("input[name=confirmed]")
    assert _rows(session) == 0
    assert hand_in(sign_in(here.owner), here, POLICY, confirmed="y", **old).status_code == 302


def test_only_those_concerned_hand_in(session: Session, save: Save, sign_in: SignIn) -> None:
    here = scene(save)
    assert hand_in(sign_in(here.stranger), here, POLICY).status_code == 404
    assert hand_in(sign_in(here.member), here, POLICY).status_code == 403
    assert _rows(session) == 0
