"""What is done within the process of one kept site (`site_apart.environment`): `fill` it, or `upgrade` it and look.

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
    told = {"addresses": facts.addresses(), "triggers": list(facts.triggers())}
    return {**facts.collect(), **told}


def _refuse_what_a_later_day_would_change() -> None:
    from datetime import timedelta
    from unittest import mock

    from django.utils import timezone

    later = timezone.now() + timedelta(days=36_500)
    with mock.patch.object(timezone, "now", return_value=later):
        said = site_apart.command("rebuild")
    if "Everything is as it should be." not in said:
        sys.exit(f"In a hundred years this would be otherwise:\n{said}")
    if faults := site_apart.command("verify_history").partition("Audit log verified")[0]:
        sys.exit(faults)


def upgrade(kept: dict[str, Any], fresh: str) -> dict[str, Any]:
    """What the kept site says once it is brought to the present; `fresh` names a database that is empty."""
    from django.core import mail

    site_apart.command("migrate", "--verbosity", 0)
    seen = facts.collect()
    seen["addresses"] = {address: facts.answer(address) for address in kept["addresses"]}
    seen["verified"] = site_apart.command("verify_history", "--since", kept["head"])
    seen["files"] = _files(kept)
    seen["rebuilt"] = site_apart.command("rebuild")
    site_apart.work_off()
    seen["worked"] = _worked(list(kept["waiting"]))
    seen["states_after"] = facts.collect()["states"]
    seen["mails"] = len(getattr(mail, "outbox", []))
    seen["moved"] = _make_moves()
    seen["verified_after"] = site_apart.command("verify_history", "--since", kept["head"])
    seen["rebuilt_after"] = site_apart.command("rebuild")
    seen["triggers"] = facts.triggers()
    seen["fresh_triggers"] = _triggers_of(fresh)
    return seen


def _files(kept: dict[str, Any]) -> dict[str, str]:
    """The SHA-256 of every file of evidence and picture as it is given out, by the digest under which it was kept."""
    import hashlib

    from django.contrib.auth.models import User
    from django.test import Client

    from editorial.models import Evidence

    client = Client()
    client.force_login(User.objects.get(username="root"))
    places = {digest: f"/admin/pictures/{digest}/" for digest in kept["uploads"]}
    for evidence in Evidence.objects.readable():
        places[evidence.digest] = f"/admin/desk/evidence/{evidence.pk}/"
    given = {digest: client.get(address) for digest, address in places.items()}
    return {
        digest: hashlib.sha256(b"".join(answer)).hexdigest()
        if answer.status_code == 200
        else str(answer.status_code)
        for digest, answer in given.items()
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
    """A draft that was kept goes on to be read: saved, submitted, checked, approved, published."""
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
        actions.check(manuscript=draft.pk, digest=digest, verdict="supports", by=mona)
    actions.approve(manuscript=draft.pk, revision=draft.revision + 1, by=abel)
    actions.publish(manuscript=draft.pk, by=abel)
    draft.refresh_from_db()
    return {"status": draft.status, "answer": facts.answer("/article/a-draft/")}


def _triggers_of(database: str) -> dict[str, str]:
    """Those of an empty database once it is brought to the present."""
    from django.db import connection

    connection.close()
    connection.settings_dict["NAME"] = database
    site_apart.command("migrate", "--verbosity", 0)
    return facts.triggers()


def main() -> None:
    site_apart.set_up()
    if sys.argv[1] == "fill":
        told = fill(Path(sys.argv[2]))
    else:
        told = upgrade(json.loads(Path(sys.argv[2]).read_text(encoding="utf-8")), sys.argv[3])
    print(json.dumps(told))


if __name__ == "__main__":
    main()
