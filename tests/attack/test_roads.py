"""Words that would be script anywhere else come in by every road, and are only words on every page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from access.routes import addresses, names, places
from access.table import ROUTES
from attack.roads import Roads, travel
from django.test import Client
from factories import make_cast
from hostile import harm_in
from portions import Portion

from editorial.models import Import, ImportStatus, Manuscript
from encyclopedia.models import DuePage
from encyclopedia.projection.remaking import remake

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

OURS = (
    "</script><script>alert(1)</script> \"><img src=x onerror=alert(1)> ' autofocus onfocus='alert(1) "
    "</title></textarea></style></template><svg onload=alert(1)> javascript:alert(1) "
    "<!--<script>--><iframe srcdoc='<script>parent.alert(1)</script>'> {{ 7|add:7 }} ${alert(1)} %(name)s "
    "\r\nBcc: thief@example.net\r\nX: \u2028Bcc: thief@example.net"
)


@pytest.fixture
def people(db: None) -> Any:
    return make_cast()


def pages(people: Any, portion: Portion) -> Iterator[tuple[str, Any]]:
    """Every address that answers with a page, to readers and to whoever may see all."""
    everything = places({str(row.pk): row for row in Manuscript.objects.all()})
    reader, office = Client(), Client()
    office.force_login(people.superuser)
    remake(list(DuePage.objects.all()))
    # `tests/access` asks each of them for other words.
    for name in portion([name for name in names() if name in ROUTES], 4):
        asked = reader if ROUTES[name].public else office
        for _, path in portion(list(addresses(name, everything)), 25):
            answer = asked.get(path)
            assert answer.status_code < 500, path
            if answer.headers.get("Content-Type", "").startswith("text/html"):
                yield path, answer


def test_hostile_words_stay_words_by_whichever_road_they_came(
    people: Any,
    tmp_path: Path,
    portion: Portion,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # The client would copy every template's context, which is not used here.
    monkeypatch.setattr("django.test.client.store_rendered_templates", lambda *_, **__: None)
    travel(Roads(people, OURS, tmp_path))
    assert Import.objects.count() == 7
    assert not Import.objects.exclude(status=ImportStatus.FINISHED).exists()
    count, harms = 0, []
    for path, answer in pages(people, portion):
        count += 1
        harms += [
            f"{path}: {harm}"
            for harm in harm_in(b"".join(answer) if answer.streaming else answer.content)
        ]
    assert not harms, "\n".join(harms)
    assert count > 20
