"""Editions at their own addresses, their list, their comparison and their data."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from published import add_edition, publish

from encyclopedia.models import Edition, EditionState, Entry
from encyclopedia.serving import page_frame

PATH = "/article/conference/"


@pytest.fixture
def conference() -> Entry:
    entry = publish("Conference", text="It met in Basel & Bern.")
    add_edition(
        entry, text="It met in Basel & Zimmerwald.", change="correction", summary="The place"
    )
    entry.edition = 2
    entry.save(update_fields=["edition"])
    return entry


def withdraw(entry: Entry, number: int) -> None:
    Edition.objects.filter(entry_id=entry.pk, number=number).update(state=EditionState.WITHDRAWN)


def test_an_edition_shows_what_was_published_and_says_which_it_is(
    client: Client, conference: Entry, django_assert_max_num_queries: Any
) -> None:
    page_frame.shell_for(settings.LANGUAGE_CODE)  # once a process
    with django_assert_max_num_queries(4):
        old = client.get(f"{PATH}@1/")
    assert "Basel &amp; Bern" in old.content.decode()
    assert "Edition 1, superseded." in old.content.decode()
    assert old["X-Robots-Tag"] == "noindex"
    current = client.get(f"{PATH}@2/").content.decode()
    assert "Zimmerwald" in current
    assert "Edition 2, the current one." in current


def test_an_edition_that_a_reader_has_is_not_sent_again_until_it_is_superseded(
    client: Client, conference: Entry
) -> None:
    etag = client.get(f"{PATH}@2/")["ETag"]
    assert client.get(f"{PATH}@2/", headers={"if-none-match": etag}).status_code == 304
    add_edition(conference, text="Other.")
    assert client.get(f"{PATH}@2/", headers={"if-none-match": etag}).status_code == 200


def test_a_withdrawn_edition_answers_410_without_its_words(
    client: Client, conference: Entry
) -> None:
    withdraw(conference, 1)
    digest = Edition.objects.get(entry_id=conference.pk, number=1).digest
    for path in (f"{PATH}@1/", f"{PATH}compare/1/2/", f"{PATH}@1/index.json"):
        response = client.get(path)
        assert response.status_code == 410
        assert digest in response.content.decode()
        assert "Bern" not in response.content.decode()
    listed = client.get(f"{PATH}history/").content.decode()
    assert "withdrawn" in listed


def test_the_history_lists_editions_with_kind_of_change_and_summary(
    client: Client, conference: Entry
) -> None:
    page = client.get(f"{PATH}history/").content.decode()
    assert "correction" in page
    assert "The place" in page
    assert f'href="{PATH}@1/"' in page
    assert 'name="before" value="1"' in page


@pytest.mark.parametrize("rest", ["history/", "compare/1/2/", "links/"])
def test_what_is_about_an_entry_names_it_in_its_heading(
    client: Client, conference: Entry, rest: str
) -> None:
    heading = client.get(f"{PATH}{rest}").content.decode().partition("<h1>")[2].partition("</h1>")
    assert "Conference" in heading[0]


def test_the_form_of_the_history_leads_to_the_comparison(client: Client, conference: Entry) -> None:
    response = client.get(f"{PATH}compare/?before=1&after=2")
    assert response.status_code == 301
    page = client.get(response["Location"]).content.decode()
    assert "<del>Bern</del><ins>Zimmerwald</ins>" in page
    assert client.get(f"{PATH}compare/?before=1").status_code == 404


def test_a_comparison_escapes_what_it_shows(client: Client) -> None:
    entry = publish("Alert", text="<script>alert(1)</script>")
    add_edition(entry, text="<img src=x onerror=alert(1)>")
    page = client.get("/article/alert/compare/1/2/").content.decode()
    assert "<script>alert" not in page
    assert "<img" not in page


def test_the_data_of_an_edition_gives_its_digest(client: Client, conference: Entry) -> None:
    data = client.get(f"{PATH}@1/index.json").json()
    canonical = json.dumps(
        data["document"], ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    assert hashlib.sha256(canonical.encode()).hexdigest() == data["edition"]["digest"]
    now = client.get(f"{PATH}index.json").json()
    assert now["document"]["text"] == "It met in Basel & Zimmerwald."
    assert now["edition"]["number"] == 2


def test_unknown_editions_answer_404(client: Client, conference: Entry) -> None:
    for path in ("@3/", "@0/", "@01/", "@99999999999/", "compare/1/3/", "@3/index.json"):
        assert client.get(PATH + path).status_code == 404
    assert client.get("/article/nothing/@1/").status_code == 404
    assert client.get("/article/nothing/index.json").status_code == 404


def test_the_history_gives_each_editions_whole_digest_and_its_data(
    client: Client, conference: Entry
) -> None:
    listed = client.get(f"{PATH}history/").content.decode()
    for edition in Edition.objects.filter(entry_id=conference.pk):
        assert f'<code class="digest">{edition.digest}</code>' in listed
        assert f'href="{PATH}@{edition.number}/index.json"' in listed
        assert client.get(f"{PATH}@{edition.number}/index.json").status_code == 200


def test_a_change_of_an_archival_place_or_of_the_words_before_a_key_is_shown(
    client: Client,
) -> None:
    entry = publish("Minutes", text="It met.[@holt-1931, RGASPI, f. 495 op. 2 l. 4]")
    add_edition(entry, text="It met.[contra @holt-1931, RGASPI, f. 495 op. 2 l. 5]")
    page = client.get("/article/minutes/compare/1/2/").content.decode()
    place = "RGASPI, f. 495 op. 2 l. <del>4</del><ins>5</ins>"
    assert f"It met. [<ins>contra </ins>holt-1931, {place}]" in page
