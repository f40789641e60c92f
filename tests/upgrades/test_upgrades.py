"""A site of an earlier release, upgraded: nothing is lost, and the work continues."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest
from django.db import connection
from upgrades import restoring

RELEASES = ("0.1.0",)
# The database of this run decides which stored site is upgraded.
pytestmark = pytest.mark.django_db


class Upgrade(NamedTuple):
    """The facts of a site when it was stored, and after its upgrade."""

    kept: dict[str, Any]
    seen: dict[str, Any]


@pytest.fixture(scope="module", params=RELEASES)
def upgrade(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Upgrade]:
    vendor, folder = connection.vendor, tmp_path_factory.mktemp("upgrade")
    server = os.environ.get("DATABASE_URL", "")
    name = f"stet_upgrade_{os.getpid()}"
    facts = restoring.kept(request.param, vendor) / restoring.FACTS
    try:
        address = restoring.empty(vendor, server, name, folder)
        restoring.restore(request.param, vendor, address, folder / "var")
        seen = restoring.inside(address, folder / "var", "upgrade", facts)
        yield Upgrade(json.loads(facts.read_text(encoding="utf-8")), seen)
    finally:
        restoring.drop(vendor, server, name)


def test_a_site_of_every_release_is_stored_for_both_databases() -> None:
    assert restoring.releases() == list(RELEASES)
    for release in RELEASES:
        for vendor in restoring.DUMPS:
            assert (restoring.kept(release, vendor) / restoring.FACTS).is_file()


def test_the_audit_log_is_verified_and_continues_from_the_kept_head(upgrade: Upgrade) -> None:
    head = upgrade.kept["head"].partition(":")[2]
    assert upgrade.seen["verified"].startswith("Audit log verified")
    assert upgrade.seen["verified_after"].startswith("Audit log verified")
    assert head not in upgrade.seen["verified_after"]


def test_no_row_is_lost(upgrade: Upgrade) -> None:
    assert upgrade.kept["rows"].items() <= upgrade.seen["rows"].items()


@pytest.mark.parametrize(
    "what",
    [
        *("head", "states", "checks", "evidence", "uploads", "pictures", "imports", "waivers"),
        *("holds", "tokens", "notices", "waiting"),
    ],
)
def test_what_the_office_has_is_unchanged(upgrade: Upgrade, what: str) -> None:
    assert upgrade.kept[what]
    assert upgrade.seen[what] == upgrade.kept[what]


def test_the_kept_site_has_a_manuscript_in_every_state_and_a_check_of_every_verdict(
    upgrade: Upgrade,
) -> None:
    assert {state.split()[0] for state in upgrade.kept["states"].values()} == {
        *("draft", "returned", "submitted", "approved", "scheduled", "published", "withdrawn")
    }
    assert set(upgrade.kept["checks"]) == {
        *("supports", "partly", "does_not_support", "contradicts", "could_not_access")
    }


@pytest.mark.parametrize("what", ["pages", "editions"])
def test_readers_see_the_same_words(upgrade: Upgrade, what: str) -> None:
    assert upgrade.seen[what] == upgrade.kept[what]


def test_every_public_address_answers_as_before(upgrade: Upgrade) -> None:
    assert len(upgrade.kept["addresses"]) > 100
    assert upgrade.seen["addresses"] == upgrade.kept["addresses"]


def test_every_file_can_still_be_read(upgrade: Upgrade) -> None:
    # Of three pieces of evidence one was set aside, with its file.
    assert len(upgrade.seen["files"]) == len(upgrade.kept["uploads"]) + 2
    assert upgrade.seen["files"] == {digest: digest for digest in upgrade.seen["files"]}


def test_every_check_is_carried_over_once_and_stands_with_readers_as_before(
    upgrade: Upgrade,
) -> None:
    """0.2 digests more of a citation: the changelog says to run `upgrade_checks`, then `rebuild`."""
    checks = sum(upgrade.kept["checks"].values())
    # Before the last line it says how many waivers fell, if any still is in force today.
    assert upgrade.seen["upgraded"].startswith(f"{checks} checks carried over.\n")
    assert upgrade.seen["upgraded"].endswith("\nNow run: manage.py rebuild\n")
    done = "Every check has digests of the present version.\n"
    assert upgrade.seen["upgraded_again"].endswith(done)
    before, after = upgrade.seen["readers"], upgrade.seen["readers_after"]
    assert any(standings for _words, _line, standings in before.values())
    assert any(SINCE in words for words, _line, _standings in after.values())
    # One entry got another title after its check: that is to be confirmed by now.
    renamed = "article/the-lindhaven-lighthouse"
    ((now, _at),) = (standing.split(" ", 1) for standing in after[renamed][2])
    assert now == "context_changed"
    told, told_before = told_alike(after), told_alike(before)
    assert {path for path in told if told[path] != told_before[path]} == {renamed}
    assert told.keys() == told_before.keys()


# 0.1.0 did not say at a check that its source was marked after it, and hid that it had found a fault.
SINCE = "; the source has been marked since"
FAULT = re.compile(r"disputed: the source does not support this(, by a moderator)?")
# What is told at the top since, and only there.
MARKED = re.compile(
    r"A source cited here has been marked as \w+ since \d+ \w+ \d+ ?: .*? ?\( ?\d+ claims? ?\)"
)
Pages = dict[str, tuple[str, str, list[str]]]


def told_alike(pages: Pages) -> dict[str, tuple[list[str], list[str]]]:
    """Words and standings of each page, the same whether it tells such a fault or that something changed.

    In any order, since facts begin with their dates by now. A source's page lists its claims otherwise: of it the
    standings alone.
    """
    return {
        path: (
            [] if path.startswith("source/") else _words(words),
            [standing.replace("does_not_support", "stale") for standing in standings],
        )
        for path, (words, _line, standings) in pages.items()
    }


def _words(text: str) -> list[str]:
    told = MARKED.sub("", " ".join(text.replace(SINCE, "").split()))
    words = re.findall(r"\w+", FAULT.sub("changed since its last check", told))
    # Later notes leave out the article at the beginning of a title by now.
    return sorted(word for word in words if word != "The")


def test_the_line_under_the_title_counts_claims_where_it_counted_footnotes(
    upgrade: Upgrade,
) -> None:
    before, after = upgrade.seen["readers"], upgrade.seen["readers_after"]
    lines = [(before[path][1], after[path][1]) for path in before if before[path][1]]
    assert len(lines) > 5
    for footnotes, claims in lines:
        assert "footnote" in footnotes or "citation needed" in footnotes
        whole = claims.partition(" ")[0]
        assert claims.startswith((f"{whole} claim:", f"{whole} claims:"))
        assert int(whole) == sum(
            int(number) for number in re.findall(r"(?:: |· )(\d+) (?!claims? cite)", claims)
        )


def test_a_claims_earlier_address_leads_to_its_present_one(upgrade: Upgrade) -> None:
    assert len(upgrade.seen["claims_lead_to"]) > 10
    assert set(upgrade.seen["claims_lead_to"]) == {"200"}


def test_a_rebuild_finds_nothing_wrong_the_second_time(upgrade: Upgrade) -> None:
    assert upgrade.seen["found_wrong"] == "Everything is as it should be.\n"
    assert upgrade.seen["rebuilt_after"] == "Everything is as it should be.\n"


def test_what_waited_in_the_background_is_still_carried_out(upgrade: Upgrade) -> None:
    for path, waiting in upgrade.kept["waiting"].items():
        ended = upgrade.seen["worked"][path]
        assert set(ended) == {"SUCCESSFUL"}
        assert ended["SUCCESSFUL"] >= waiting
    assert upgrade.seen["mails"] >= upgrade.kept["waiting"]["editorial.notices.mail_event"]
    assert "article/the-fish-market" in upgrade.seen["states_after"]


def test_a_stored_draft_can_still_be_published(upgrade: Upgrade) -> None:
    assert upgrade.seen["moved"] == {"status": "published", "answer": "200"}


def test_no_trigger_is_lost(upgrade: Upgrade) -> None:
    """SQLite drops a table's triggers whenever a migration makes the table anew."""
    assert {
        *("editorial_event.event_continues_the_chain", "editorial_check.editorial_check_no_update")
    } <= set(upgrade.kept["triggers"])
    assert set(upgrade.kept["triggers"]) <= set(upgrade.seen["triggers"])


def test_every_trigger_is_as_in_a_new_database(
    upgrade: Upgrade, django_db_setup: dict[str, str]
) -> None:
    assert upgrade.seen["triggers"] == django_db_setup
