"""What runs in the process of one stored site (`site_apart.environment`): `fill` it, or `upgrade` it and look.

Prints one JSON object as its last line.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import facts
import site_apart


def fill(folder: Path) -> dict[str, Any]:
    """A site of this release, filled; its facts."""
    import time

    import story
    from django.contrib.sessions.models import Session

    from editorial.models import Waiver

    site_apart.command("migrate", "--verbosity", 0)
    story.fill(folder)
    while (
        Waiver.objects.exclude(manuscript__live_edition=0)
        .filter(pk__in=Waiver.objects.in_force())
        .exists()
    ):
        time.sleep(0.5)
    site_apart.command("publish_due")
    site_apart.command("rebuild")
    Session.objects.all().delete()
    _refuse_what_a_later_day_would_change()
    more_facts = {"addresses": facts.addresses(), "triggers": list(facts.triggers())}
    return {**facts.collect(), **more_facts}


def _refuse_what_a_later_day_would_change() -> None:
    from datetime import timedelta
    from unittest import mock

    from django.utils import timezone

    later = timezone.now() + timedelta(days=36_500)
    with mock.patch.object(timezone, "now", return_value=later):
        output = site_apart.command("rebuild")
    if "Everything is as it should be." not in output:
        sys.exit(f"In a hundred years this would be different:\n{output}")
    if faults := site_apart.command("verify_history").partition("Audit log verified")[0]:
        sys.exit(faults)


def upgrade(stored: dict[str, Any]) -> dict[str, Any]:
    """The facts of the stored site after its upgrade."""
    from django.core import mail

    site_apart.command("migrate", "--verbosity", 0)
    facts_now = facts.collect()
    facts_now["addresses"] = {address: facts.answer(address) for address in stored["addresses"]}
    facts_now["files"] = _files(stored)
    facts_now["readers"] = facts.readers()
    facts_now["upgraded"] = site_apart.command("upgrade_checks")
    facts_now["upgraded_again"] = site_apart.command("upgrade_checks")
    facts_now["rebuilt"] = site_apart.command("rebuild")
    facts_now["readers_after"] = facts.readers()
    facts_now["verified"] = site_apart.command("verify_history", "--since", stored["head"])
    claims = [address for address in stored["addresses"] if address.startswith("/claim/")]
    facts_now["claims_lead_to"] = [facts.led_to(address) for address in claims]
    facts_now["found_wrong"] = site_apart.command("rebuild")
    site_apart.work_off()
    facts_now["worked"] = _worked(list(stored["waiting"]))
    facts_now["states_after"] = facts.collect()["states"]
    facts_now["mails"] = len(getattr(mail, "outbox", []))
    facts_now["moved"] = _make_moves()
    facts_now["verified_after"] = site_apart.command("verify_history", "--since", stored["head"])
    facts_now["rebuilt_after"] = site_apart.command("rebuild")
    facts_now["triggers"] = facts.triggers()
    return facts_now


def _files(stored: dict[str, Any]) -> dict[str, str]:
    """The SHA-256 of every file of evidence and picture as it is served, by the digest under which it was stored."""
    import hashlib

    from django.contrib.auth.models import User
    from django.test import Client

    from editorial.models import Evidence

    client = Client()
    client.force_login(User.objects.get(username="root"))
    addresses = {digest: f"/admin/pictures/{digest}/" for digest in stored["uploads"]}
    for evidence in Evidence.objects.readable():
        addresses[evidence.digest] = f"/admin/desk/evidence/{evidence.pk}/"
    responses = {digest: client.get(address) for digest, address in addresses.items()}
    return {
        digest: hashlib.sha256(b"".join(response)).hexdigest()
        if response.status_code == 200
        else str(response.status_code)
        for digest, response in responses.items()
    }


def _worked(paths: list[str]) -> dict[str, dict[str, int]]:
    """How the tasks of these paths ended."""
    from django_tasks_db.models import DBTaskResult

    return {
        path: facts.counted(
            DBTaskResult.objects.filter(task_path=path).values_list("status", flat=True)
        )
        for path in paths
    }


def _make_moves() -> dict[str, str]:
    """A stored draft goes all the way to readers: saved, submitted, checked, approved, published."""
    from dataclasses import replace

    from django.contrib.auth.models import User

    from editorial import actions
    from editorial.models import DraftCitation, Manuscript, Revision

    draft = Manuscript.objects.get(kind="article", slug="a-draft")
    mona, abel = (User.objects.get(username=name) for name in ("mona", "abel"))
    newest = Revision.objects.get(manuscript=draft, number=draft.revision).read()
    changed = replace(newest, text=newest.text.replace("by the water", "by the sea"))
    actions.save(document=changed, by=draft.author, based_on=draft.revision)
    actions.submit(manuscript=draft.pk, revision=draft.revision + 1, by=draft.author)
    for digest in DraftCitation.objects.filter(manuscript=draft).values_list("digest", flat=True):
        actions.check(
            manuscript=draft.pk, digest=digest, verdict="supports", means="shelf", by=mona
        )
    actions.approve(manuscript=draft.pk, revision=draft.revision + 1, by=abel)
    actions.publish(manuscript=draft.pk, by=abel)
    draft.refresh_from_db()
    return {"status": draft.status, "answer": facts.answer("/article/a-draft/")}


def main() -> None:
    site_apart.set_up()
    if sys.argv[1] == "fill":
        result = fill(Path(sys.argv[2]))
    else:
        result = upgrade(json.loads(Path(sys.argv[2]).read_text(encoding="utf-8")))
    print(json.dumps(result))


if __name__ == "__main__":
    main()
