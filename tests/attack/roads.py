"""Every road by which words come in from outside, each with the same hostile words in all that it takes."""

from __future__ import annotations

import bz2
import io
import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from xml.sax.saxutils import escape

from api.world import sent, token_of
from attack.parsers import docx
from commissioned import OUTSIDE, reserved, wanted
from django.core.management import call_command
from django.test import Client
from factories import Cast, article, biography, check_all, drafted, published, source, submitted
from PIL import Image
from readers_reports import reported

from editorial import actions
from editorial.actions.attach import attach_passage
from editorial.models import Manuscript
from editorial.storage.picture_files import store
from encyclopedia.core import documents


@dataclass
class Roads:
    """`words` are the hostile ones; files are written to `folder`."""

    cast: Cast
    words: str
    folder: Path

    @property
    def line(self) -> str:
        return " ".join(self.words.split())[:280]

    def file(self, name: str, content: str | bytes) -> str:
        path = self.folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return str(path)

    def command(self, name: str, path: str, *options: str) -> None:
        by = self.cast.editor.username
        call_command(name, path, "--by", by, *options, stdout=io.StringIO(), stderr=io.StringIO())


def a_word_file(roads: Roads) -> None:
    words = escape(roads.words)
    paragraph = f"<w:p><w:r><w:t>From Word {words}</w:t></w:r></w:p>"
    table = f"<w:tbl><w:tr><w:tc>{paragraph}</w:tc></w:tr></w:tbl>"
    roads.command("import_text", roads.file("a.docx", docx(paragraph * 3 + table)))


def a_page_that_was_pasted(roads: Roads) -> None:
    words = roads.words
    page = (
        f"<html><body><h1>A page</h1><p>{words}</p><p>{escape(words)}</p><a href='{words}'>a</a>"
        f'<img src="{words}" alt="{escape(words)}"><p title=\'{words}\'>b</p></body></html>'
    )
    roads.command("import_text", roads.file("b.html", page))


def a_text(roads: Roads) -> None:
    text = f"# {roads.line}\n\n{roads.words}\n\n[a]({roads.words}) ![{roads.words}](b) [^1]\n\n[^1]: {roads.words}\n"
    roads.command("import_text", roads.file("c.md", text), "--title", f"A text {roads.line}")


def bibtex(roads: Roads) -> None:
    words = roads.line.replace("{", "").replace("}", "").replace("\\", "").replace("@", "")
    names = ("title", "author", "publisher", "note", "url", "doi", "abstract", "pages", "year")
    fields = ", ".join(f"{name} = {{{words}}}" for name in names)
    roads.command("import_bibliography", roads.file("a.bib", f"@book{{bibtex-1, {fields}}}\n"))


def ris(roads: Roads) -> None:
    tags = ("TI", "AU", "PB", "N1", "UR", "AB", "SP", "PY", "DO", "KW", "T2")
    lines = "".join(f"{tag}  - {roads.line}\n" for tag in tags)
    roads.command(
        "import_bibliography", roads.file("a.ris", f"TY  - BOOK\nID  - ris-1\n{lines}ER  - \n")
    )


def csl_json(roads: Roads) -> None:
    words = roads.line
    record = dict.fromkeys(("title", "publisher", "note", "URL", "DOI", "abstract", "page"), words)
    record |= {"id": "csl-1", "type": "book", "container-title": words, "ISBN": words}
    name = {"family": words, "given": words}
    whole = record | {"author": [name], "issued": {"literal": words}}
    roads.command("import_bibliography", roads.file("a.json", json.dumps([whole])))


def mediawiki(roads: Roads) -> None:
    words = roads.words
    text = (
        f"{{{{Infobox person|name={words}|birth_place={words}}}}}\n'''A''' {words}"
        f"<ref>{{{{cite book|title={words}|last={words}|url={words}}}}}</ref>\n== {roads.line} ==\n"
        f'[[{words}|{words}]] [{words} {words}] [[File:a.jpg|thumb|{words}]] <ref name="{words}">{words}</ref>'
    )
    dump = (
        '<mediawiki xml:lang="en"><siteinfo><sitename>W</sitename><dbname>w</dbname>'
        "<base>https://w.example/</base></siteinfo>"
        f"<page><title>Wiki {escape(roads.line)}</title><ns>0</ns><id>7</id><revision><id>8</id>"
        "<timestamp>2020-01-01T00:00:00Z</timestamp>"
        f"<contributor><username>{escape(words)}</username></contributor><comment>{escape(words)}</comment>"
        f"<model>wikitext</model><text>{escape(text)}</text></revision></page></mediawiki>"
    )
    roads.command("import_mediawiki", roads.file("a.xml.bz2", bz2.compress(dump.encode())))


def a_program(roads: Roads) -> None:
    line = roads.line
    document = replace(
        article("From a program", roads.words.replace("\r", "")),
        slug="from-a-program",
        title=f"Program {line}",
        aliases=(line,),
        tags=(line[:90],),
        authors=(documents.Author(line),),
        facts=(documents.DocumentFact("event", value=line, place=line, note=line),),
    )
    answer = sent(Client(), token_of(roads.cast.editor), document)
    assert answer.status_code == 201, answer.content


def an_entry(roads: Roads) -> None:
    """Published, with a picture, and a profile name under it; then what readers and the office say of it."""
    cast, line, words = roads.cast, roads.line, roads.words
    file = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(file, "PNG")
    file.seek(0)
    digest = store(file, by=cast.editor, name=f"{line}.png").digest
    picture = documents.DocumentPicture("a", digest, line[:200], line[:200], line[:100], line[:100])
    plain = words.replace("@", " ").replace("[[", " ").replace("![", " ").replace("](", "] (")
    plain = plain.replace("<", "\\<").replace("[^", " ")
    document = article(
        text=f'{plain} is so.[@service-trotsky-2009, p. 12, "a page"]\n\n![a](a)\n',
        pictures=(picture,),
    )
    manuscript = published(document, cast)
    said = {"claim": words, "where": line, "email": "reader@example.org"}
    reported(manuscript, words=words, **said)
    actions.save(document=replace(document, summary=line), by=cast.editor, based_on=1, summary=line)
    for act in (actions.suggest, actions.start_thread):
        more = {"replacement": f"{line} instead"} if act is actions.suggest else {}
        act(
            manuscript=manuscript.pk,
            by=cast.editor,
            words="",
            part="summary",
            comment=words,
            **more,
        )


def the_office(roads: Roads) -> None:
    """Reasons, notes, requests, exceptions, evidence, commissions and their letters."""
    cast, line, words = roads.cast, roads.line, roads.words
    gone = published(article("Gone"), cast)
    actions.withdraw(manuscript=gone.pk, by=cast.approver, reason=words)
    cited = Manuscript.objects.get(slug="service-trotsky-2009")
    attach_passage(
        source=cited.pk, text=words, page=line[:50], origin=line, by=cast.editor, title=line
    )
    returned = submitted(biography(), cast)
    actions.return_(manuscript=returned.pk, by=cast.moderator, reason=words)
    looked_at = submitted(article("Looked at"), cast)
    check_all(looked_at, cast, "contradicts", note=words)
    actions.mark(manuscript=cited.pk, reliability="retracted", reason=words, by=cast.approver)
    wanted(cast, f"Wanted {line[:200]}", note=words)
    row = reserved(cast, f"Letter {line[:200]}", {"name": line[:100], "email": OUTSIDE["email"]})
    actions.invite_commission(commission=row.pk, by=cast.approver, subject=line, words=words)


ROADS: tuple[Callable[[Roads], None], ...] = (
    a_word_file,
    a_page_that_was_pasted,
    a_text,
    bibtex,
    ris,
    csl_json,
    mediawiki,
    a_program,
    an_entry,
    the_office,
)


def travel(roads: Roads) -> None:
    cast = roads.cast
    for user in (cast.editor, cast.moderator, cast.approver):
        user.first_name = user.last_name = roads.line[:100]
        user.save(update_fields=["first_name", "last_name"])
    published(source(), cast)
    drafted(source("hostile-1", title=roads.line[:200]), cast)
    for road in ROADS:
        road(roads)
