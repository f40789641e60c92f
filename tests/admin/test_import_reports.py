"""The list of imports and the report of one: filtered, paged by key, downloaded, at one cost whatever the length."""

from __future__ import annotations

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from factories import Cast
from jobs import at, made
from office import entered

from editorial.models import Import, ImportLine


def lines(job: Import, count: int, state: str = "left") -> None:
    ImportLine.objects.bulk_create(
        ImportLine(of=job, state=state, name=f"{state} {n}", message="=cmd|' /C calc'!A0")
        for n in range(count)
    )


def test_the_report_is_filtered_paged_and_downloaded(cast: Cast) -> None:
    client = entered(cast.moderator)
    job = made(cast, status="finished", counts={"left": 150, "refused": 2})
    lines(job, 150)
    lines(job, 2, "refused")
    first = client.get(at(job))
    assert len(first.context["lines"]) == 100
    rest = client.get(at(job), {"after": first.context["more"]})
    assert len(rest.context["lines"]) == 52
    assert len(client.get(at(job), {"state": "refused"}).context["lines"]) == 2
    for hostile in ({"after": "x"}, {"after": "9" * 40}, {"state": "' OR 1"}, {"after": "٣"}):
        assert client.get(at(job), hostile).status_code == 200
    table = b"".join(client.get(at(job, "import_report"))).decode()  # type: ignore[call-overload]
    assert table.count("\r\n") == 153
    assert "'=cmd" in table


def test_pages_cost_the_same_however_long_the_report_is(cast: Cast) -> None:
    client = entered(cast.editor)
    job = made(cast, status="finished")
    lines(job, 3)
    client.get(at(job))
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get(at(job))
    lines(job, 90)
    for _n in range(20):
        made(cast)
    with CaptureQueriesContext(connection) as many:
        client.get(at(job))
    assert len(many) == len(few)
    with CaptureQueriesContext(connection) as listed:
        client.get("/admin/imports/")
    assert len(listed) <= 8


def test_the_list_is_paged_newest_first(cast: Cast) -> None:
    client = entered(cast.editor)
    now = timezone.now()
    for n in range(35):
        made(cast, name=f"file {n:02}.xml", made_at=now - timedelta(minutes=n))
    first = client.get("/admin/imports/")
    names = [row.name for row in first.context["rows"]]
    rest = client.get("/admin/imports/", {"after": first.context["next"]})
    names += [row.name for row in rest.context["rows"]]
    assert names == [f"file {n:02}.xml" for n in range(35)]
    assert client.get("/admin/imports/", {"after": "%00|x"}).status_code == 200
