"""The head of the audit log leaves the database by itself, and what left is what the verifier takes."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.core import mail
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import timezone
from factories import Cast, article, drafted, published, source
from record.forging import query, triggers_off

from editorial.models import ChainHead
from editorial.record.kept_heads import keep_head, mail_head
from editorial.record.witness import KnownHead, NoHeadError, known_heads


@pytest.fixture
def file(settings: object, tmp_path: Path) -> Path:
    path = tmp_path / "heads" / "heads.log"
    settings.HISTORY_HEADS_FILE = str(path)  # type: ignore[attr-defined]
    settings.HISTORY_HEADS_MAIL = ["archive@example.org", "rival@example.org"]  # type: ignore[attr-defined]
    return path


def lines(file: Path) -> list[str]:
    return file.read_text().splitlines()


def a_day_later(monkeypatch: pytest.MonkeyPatch, days: int) -> None:
    later = timezone.now() + timedelta(days=days)
    monkeypatch.setattr(timezone, "now", lambda: later)


def test_a_line_a_day_and_one_after_each_publication(
    cast: Cast, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not keep_head()
    drafted(source(), cast)
    assert keep_head()
    head = ChainHead.objects.get(pk=1)
    assert lines(file)[0].split()[:2] == [str(head.seq), head.hash]
    drafted(article(), cast)
    assert not keep_head()
    published(source("another-1901"), cast)
    assert keep_head()
    assert not keep_head()
    drafted(source("third-1902"), cast)
    a_day_later(monkeypatch, 1)
    assert keep_head()
    assert len(lines(file)) == 3


def test_the_head_is_mailed_once_a_week(
    cast: Cast, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drafted(source(), cast)
    assert mail_head()
    assert not mail_head()
    head = ChainHead.objects.get(pk=1)
    assert [letter.to for letter in mail.outbox] == [["archive@example.org"], ["rival@example.org"]]
    assert f"{head.seq}:{head.hash}" in mail.outbox[0].body
    a_day_later(monkeypatch, 6)
    assert not mail_head()
    a_day_later(monkeypatch, 2)
    assert mail_head()
    assert [known.seq for known in known_heads(str(file))] == [head.seq, head.seq]


def test_every_line_of_the_file_is_verified(cast: Cast, file: Path) -> None:
    published(source(), cast)
    call_command("publish_due")
    published(article(), cast)
    call_command("publish_due")
    # One line was mailed too.
    assert len(lines(file)) == 3
    call_command("verify_history", since=str(file))
    first = lines(file)[0].split()
    file.write_text(file.read_text().replace(first[1], "a" * 64, 1))
    with pytest.raises(CommandError):
        call_command("verify_history", since=str(file))


def test_a_cut_tail_is_found_by_the_file(cast: Cast, file: Path) -> None:
    published(source(), cast)
    drafted(article(), cast)
    call_command("publish_due")
    call_command("verify_history", since=str(file))
    with triggers_off():
        last = ChainHead.objects.get(pk=1).seq - 1
        query("DELETE FROM editorial_notice")
        query("DELETE FROM editorial_event WHERE seq > %s", last)
        query(
            "UPDATE editorial_chainhead SET seq = %s,"
            " hash = (SELECT hash FROM editorial_event WHERE seq = %s)",
            last,
            last,
        )
    with pytest.raises(CommandError):
        call_command("verify_history", since=str(file))


def test_without_a_file_nothing_is_kept_and_nothing_mailed(cast: Cast) -> None:
    drafted(source(), cast)
    assert not keep_head()
    assert not mail_head()


def test_what_is_no_head_is_refused(tmp_path: Path) -> None:
    for text in ("", "4 x 2026-01-01", "4 " + "a" * 64, "4 " + "a" * 64 + " 2026-01-01 posted"):
        (tmp_path / "heads").write_text(text)
        with pytest.raises(NoHeadError):
            known_heads(str(tmp_path / "heads"))
    (tmp_path / "heads").write_text("4 " + "a" * 64 + " 2026-01-01\n\n")
    assert known_heads(str(tmp_path / "heads")) == [KnownHead("a" * 64, 4)]
