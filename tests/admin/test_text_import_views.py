"""Importing text into the form: read at once or with the form, nothing lost, and its sources drafted with it."""

from __future__ import annotations

import html
import json
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from factories import Cast, article, biography, drafted, source
from hostile import harm_in, naughty
from office import entered, sent
from portions import Portion

from editorial.forms import text_import_form
from editorial.models import Manuscript, Revision

DATA = Path(__file__).parent.parent / "importers" / "data"
WORD = (DATA / "entry.docx").read_bytes()
READ = "/admin/live/text/"
ADD = "/admin/editorial/articlemanuscript/add/"
PROPHET = "Deutscher, Isaac. The Prophet Armed. Oxford University Press, 1954."
SERVICE = "Service, Robert. Trotsky: A Biography. 2009, p. 12."
LISTED = f"He led it.[1] He wrote.[2]\n\nReferences\n1. {SERVICE}\n2. {PROPHET}\n"
CITED = "He led it.[@service-trotsky-2009, p. 12] He wrote.[@deutscher-prophet-1954]"
RECORD = {"id": "deutscher-prophet-1954", "type": "book", "title": "The Prophet Armed"}


def upload(content: bytes, name: str = "text.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def read(client: Any, **fields: Any) -> tuple[int, str, str]:
    answer = client.post(READ, fields)
    return answer.status_code, answer.json()["message"], answer.json()["shown"]


def shown_again(answer: Any) -> tuple[dict[str, str], text_import_form.TextImport]:
    """The fields as they would be sent next, and the panel."""
    form = answer.context["whole"].form
    panel = answer.context["text_import"]
    fields = {name: form[name].value() or "" for name in ("id", "title", "text", "summary")}
    fields |= {
        "import_text": panel.words,
        "imported_text": panel.text,
        "imported_title": panel.title,
    }
    fields |= {"imported_sources": panel.sources_json, "new_sources": panel.waiting_json}
    return {name: str(value) for name, value in fields.items()}, panel


def test_text_is_read_with_the_sources_that_are_here(cast: Cast) -> None:
    drafted(source(), cast)
    status, _message, shown = read(entered(cast.editor), import_text=LISTED)
    assert status == 200
    assert CITED in shown
    assert "cites the source service-trotsky-2009" in shown
    assert "new source deutscher-prophet-1954" in shown
    assert Manuscript.objects.count() == 1


def test_reading_asks_no_more_with_more_references(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    for number in range(20):
        drafted(source(f"author-{number}"), cast)
    many = "".join(f"Word.[{n}] " for n in range(1, 60)) + "\n\nReferences\n"
    many += "".join(f"{n}. Author {n}. A Book of Many. London, 19{n:02}.\n" for n in range(1, 60))
    client = entered(cast.editor)
    with django_assert_max_num_queries(10):
        assert read(client, import_text=many)[0] == 200


def test_who_may_not_write_may_not_read_and_outsiders_find_nothing(cast: Cast) -> None:
    assert entered(cast.moderator).post(READ, {"import_text": "a"}).status_code == 403
    assert entered(cast.disabled).post(READ, {"import_text": "a"}).status_code in {302, 404}
    assert entered(cast.editor).get(READ).status_code == 405


def climbing() -> bytes:
    made = BytesIO()
    with ZipFile(made, "w") as archive:
        archive.writestr("../../etc/passwd.xml", "<a/>")
    return made.getvalue()


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "Paste a text first"),
        ({"import_text": " \n"}, "Paste a text first"),
        ({"import_text": "<html><script>1</script></html>"}, "contains no text"),
        ({"import_text": "x" * 2_000_001}, "too long"),
        ({"import_file": upload(b"x" * 2_000_001)}, "too long"),
        ({"import_file": upload(b"PK" + b"x" * 12_000_000)}, "too long"),
        ({"import_file": upload(WORD[:6000], "a.docx")}, "damaged"),
        ({"import_file": upload(climbing(), "a.docx")}, "leads out of it"),
        ({"import_file": upload(b"a\nb\x81c")}, "line 2"),
        ({"import_file": upload(b"%PDF-1.7")}, "neither text"),
        ({"import_text": "a", "import_file": upload(b"b")}, "one at a time"),
        ({"import_text": "a", "new_sources": "[{}]"}, "damaged while it was sent"),
    ],
)
def test_what_cannot_be_read_is_named(cast: Cast, fields: dict[str, Any], words: str) -> None:
    status, message, shown = read(entered(cast.editor), **fields)
    assert status == 422
    assert words in message
    assert "errorlist" in shown


def test_notes_do_not_take_the_labels_of_the_text_they_go_into(cast: Cast) -> None:
    page = upload(WORD, "a.docx")
    _status, _message, shown = read(
        entered(cast.editor), import_file=page, text="Mine[^5]\n\n[^5]: M"
    )
    assert "[^5-2]: Nobody counted them." in shown
    assert "[^4]: The *house*" in shown


@pytest.mark.parametrize("kind", ["article", "person", "organisation"])
def test_without_script_text_is_read_inserted_and_saved(cast: Cast, kind: Any) -> None:
    drafted(source(), cast)
    client, address = entered(cast.editor), reverse(f"admin:editorial_{kind}manuscript_add")
    data = sent(kind, title="Trotsky", text="Mine.", import_text=LISTED)
    answer = client.post(address, data | {"_read_text": "1"})
    assert answer.status_code == 200
    fields, panel = shown_again(answer)
    assert (fields["text"], panel.words, panel.text) == ("Mine.", LISTED, CITED)
    answer = client.post(address, data | fields | {"_insert": "1"})
    fields, panel = shown_again(answer)
    assert (fields["text"], panel.words, panel.text) == (f"Mine.\n\n{CITED}", "", "")
    assert client.post(address, data | fields).status_code == 302
    saved = Manuscript.objects.get(kind=kind)
    assert Revision.objects.get(manuscript=saved).read().text == f"Mine.\n\n{CITED}"
    made = Manuscript.objects.get(slug="deutscher-prophet-1954")
    assert (made.status, made.author) == ("draft", cast.editor)


def test_a_title_is_used_if_there_is_none(cast: Cast) -> None:
    data = sent("article", import_file=upload(WORD, "a.docx"), _read_text="1")
    fields, _panel = shown_again(entered(cast.editor).post(ADD, data))
    assert fields["title"] == "The Printers’ League"


@pytest.mark.parametrize(
    "fields_sent",
    [{"import_text": "Words."}, {"imported_text": "Words."}, {"import_file": upload(b"Words.")}],
)
def test_saving_before_it_is_inserted_saves_and_shows_it_still(
    cast: Cast, fields_sent: dict[str, Any]
) -> None:
    answer = entered(cast.editor).post(ADD, sent("article", title="T", text="Mine.") | fields_sent)
    assert answer.status_code == 200
    assert "not part of it yet" in answer.content.decode()
    fields, _panel = shown_again(answer)
    assert (fields["text"], fields["imported_text"]) == ("Mine.", "Words.")
    assert Manuscript.objects.get().revision == 1


def test_what_is_discarded_is_gone_and_the_text_stays(cast: Cast) -> None:
    data = sent(
        "article", title="T", text="Mine.", import_text="a", imported_text="b", _discard="1"
    )
    fields, panel = shown_again(entered(cast.editor).post(ADD, data))
    assert (fields["text"], panel.words, panel.text) == ("Mine.", "", "")


def test_a_conflict_keeps_what_was_inserted(cast: Cast) -> None:
    document = article(text="Old.")
    manuscript = drafted(document, cast)
    data = sent("article", document, based_on=1, text=f"Old.\n\n{CITED}")
    data["new_sources"] = json.dumps([RECORD])
    drafted(replace(document, text="Newer."), cast)
    address = reverse("admin:editorial_articlemanuscript_change", args=[manuscript.pk])
    client = entered(cast.other_editor)
    answer = client.post(address, data)
    assert answer.status_code == 409
    assert not Manuscript.objects.filter(kind="source").exists()
    fields, panel = shown_again(answer)
    assert panel.waiting == [RECORD]
    again = data | fields | {"based_on": "2"}
    assert client.post(address, again).status_code == 302
    assert Manuscript.objects.filter(slug=RECORD["id"]).exists()


def test_only_sources_that_are_cited_are_made_and_sending_twice_makes_one(cast: Cast) -> None:
    records = [RECORD, {"id": "nobody-2001", "type": "book", "title": "Not cited"}]
    data = sent("article", title="T", text=CITED, new_sources=json.dumps(records))
    client = entered(cast.editor)
    assert client.post(ADD, data).status_code == 302
    assert client.post(ADD, data | {"based_on": "1"}).status_code == 302
    assert [draft.slug for draft in Manuscript.objects.filter(kind="source")] == [RECORD["id"]]


def test_a_key_that_was_given_to_another_work_meanwhile_is_refused(cast: Cast) -> None:
    drafted(source(RECORD["id"]), cast)
    data = sent("article", title="T", text=CITED, new_sources=json.dumps([RECORD]))
    answer = entered(cast.editor).post(ADD, data)
    assert answer.status_code == 409
    assert "given to another work" in answer.content.decode()
    assert not Manuscript.objects.filter(kind="article").exists()


@pytest.mark.parametrize(
    "wrong",
    [
        "{",
        "{}",
        "[1]",
        '[{"id": 1}]',
        '[{"id": "a b"}]',
        '[{"id": "../x"}]',
        "[" * 90_000,
        '[{"id": "a"}, null]',
        "x" * 600_000,
    ],
)
def test_a_list_of_sources_that_no_form_made_is_not_taken_and_the_rest_is_saved(
    cast: Cast, wrong: str
) -> None:
    data = sent("article", title="T", text="Mine.", new_sources=wrong)
    answer = entered(cast.editor).post(ADD, data)
    assert answer.status_code == 200
    assert "damaged while it was sent" in answer.content.decode()
    assert Manuscript.objects.get().title == "T"


def test_a_record_that_no_source_can_hold_saves_nothing(cast: Cast) -> None:
    wrong = [{"id": RECORD["id"], "type": ["book"], "title": {"a": 1}, "author": "x" * 3_000}]
    data = sent("article", title="T", text=CITED, new_sources=json.dumps(wrong))
    assert entered(cast.editor).post(ADD, data).status_code in {302, 409}
    assert Manuscript.objects.filter(kind="article").exists() == (
        Manuscript.objects.filter(kind="source").exists()
    )


def test_a_moderator_saves_no_sources_by_the_form(cast: Cast) -> None:
    data = sent("article", title="T", text=CITED, new_sources=json.dumps([RECORD]))
    assert entered(cast.moderator).post(ADD, data).status_code == 403
    assert not Manuscript.objects.exists()


def test_naughty_strings_are_read_or_refused_and_nothing_runs(
    cast: Cast, shared_data: Path, portion: Portion
) -> None:
    client = entered(cast.editor)
    strings = naughty(shared_data)
    for string in portion(strings, 6):
        data = QueryDict(mutable=True)
        data.update({"import_text": string, "import_references": string, "imported_title": string})
        panel = text_import_form.sent(data, MultiValueDict())
        text_import_form.read(panel)
        assert panel.text.strip() or panel.error
    for string in portion(strings, 60):
        for page in (string, f"<html><body><p>{string}</p>"):
            _status, _message, shown = read(client, import_text=page, import_references=string)
            assert not harm_in(shown.encode())
        answer = client.post(ADD, sent("article", title="T", import_text=string, _read_text="1"))
        assert answer.status_code == 200
        assert not harm_in(answer.content)


def test_payloads_in_pages_and_text_do_nothing(cast: Cast, shared_data: Path) -> None:
    payloads = (shared_data / "xss-payloads.txt").read_text().splitlines()
    client = entered(cast.editor)
    for start in range(0, len(payloads), 400):
        lines = payloads[start : start + 400]
        page = "<html>" + "".join(f"<div>{line}</div>" for line in lines)
        for content in (page, "\n\n".join(lines)):
            _status, _message, shown = read(client, import_file=upload(content.encode()))
            assert not harm_in(shown.encode())
            preview = client.post(
                reverse("admin:live_article"),
                sent("article", title="T", slug="t", text=_markup(shown)[:60_000]),
            ).json()
            assert not harm_in(preview["body"].encode())


def _markup(shown: str) -> str:
    area = shown.partition('name="imported_text"')[2].partition(">")[2]
    return html.unescape(area.partition("</textarea>")[0])


def test_a_person_keeps_facts_while_text_is_read(cast: Cast) -> None:
    document = biography()
    manuscript = drafted(document, cast)
    address = reverse("admin:editorial_personmanuscript_change", args=[manuscript.pk])
    data = sent("person", document, based_on=1, import_text="More words.", _read_text="1")
    answer = entered(cast.editor).post(address, data)
    assert answer.status_code == 200
    places = [row["place"].value() for row in answer.context["whole"].facts]
    assert places[:2] == ["Yanovka", "Coyoacán"]
