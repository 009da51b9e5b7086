"""Mail that stays here: one file a message, whole or not there."""

import stat
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.adapters.letters import CLOCK, SENDER, letter
from tests.ground.disks import ROOM, full_disk, read_only_disk
from tracker.adapters.mail_folder import FolderMailer, file_name
from tracker.ports import MailFault, MailRefused, MailUnavailable


def _mailer(folder: Path) -> FolderMailer:
    return FolderMailer(folder, SENDER, CLOCK)


def test_each_message_is_one_private_file_named_after_its_key(tmp_path: Path) -> None:
    folder = tmp_path / "instance" / "mail"
    with _mailer(folder).connect() as session:
        session.send(letter(number=7))
        session.send(letter(number=8))
    assert sorted(path.name for path in folder.iterdir()) == [
        "overdue-digest.user.7.2018-03-12.eml",
        "overdue-digest.user.8.2018-03-12.eml",
    ]
    path = folder / "overdue-digest.user.7.2018-03-12.eml"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    message = message_from_bytes(path.read_bytes(), policy=policy.default)
    assert message["Subject"] == letter().subject


def test_the_same_key_again_is_the_same_file_with_the_latest_text(tmp_path: Path) -> None:
    with _mailer(tmp_path).connect() as session:
        session.send(letter(text="first"))
        session.send(letter(text="second"))
    [path] = tmp_path.iterdir()
    assert b"second" in path.read_bytes()


def test_what_a_killed_sender_left_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "overdue-digest.user.7.2018-03-12.part").write_bytes(b"half")
    with _mailer(tmp_path).connect() as session:
        session.send(letter(number=7))
    assert [path.suffix for path in tmp_path.iterdir()] == [".eml"]


def test_a_full_disk_keeps_the_message_for_later() -> None:
    with full_disk() as folder, _mailer(folder).connect() as session:
        with pytest.raises(MailUnavailable) as caught:
            session.send(letter(number=7, text="x" * 2 * ROOM))
        assert caught.value.code is MailFault.FOLDER
        assert list(folder.iterdir()) == []
        session.send(letter(number=8))
        assert len(list(folder.iterdir())) == 1


def test_a_read_only_folder_keeps_the_message_for_later(tmp_path: Path) -> None:
    with read_only_disk(tmp_path) as folder, _mailer(folder).connect() as session:
        with pytest.raises(MailUnavailable) as caught:
            session.send(letter())
        assert caught.value.code is MailFault.FOLDER
        assert caught.value.answer


def test_a_folder_that_cannot_be_made_is_known_at_once(tmp_path: Path) -> None:
    (tmp_path / "mail").write_bytes(b"a file")
    with pytest.raises(MailUnavailable), _mailer(tmp_path / "mail" / "out").connect():
        pass


def test_what_cannot_be_sent_is_refused_and_the_others_go(tmp_path: Path) -> None:
    with _mailer(tmp_path).connect() as session:
        with pytest.raises(MailRefused):
            session.send(letter("nobody", number=7))
        session.send(letter(number=8))
    assert len(list(tmp_path.iterdir())) == 1


@given(st.text())
def test_every_key_has_a_name_that_is_one_file_here(key: str) -> None:
    name = file_name(key.encode("utf-8", "ignore").decode())
    assert name.endswith(".eml")
    assert name.isascii()
    assert not set("/\\: \0") & set(name)
    assert len(name) <= 255


@given(st.lists(st.text(alphabet="a:._/~é", max_size=8), min_size=2, max_size=2, unique=True))
def test_two_keys_never_share_a_file(keys: list[str]) -> None:
    first, second = keys
    assert file_name(first) != file_name(second)
