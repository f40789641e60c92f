"""The upkeep of the text that search reads: written when an entry is published, checked and fixed by `rebuild`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from uuid import UUID

from encyclopedia.models import Entry, Kind, SearchName, SearchText
from encyclopedia.models.searching import MAX_NAME
from encyclopedia.search import keys, works
from encyclopedia.search.centuries import centuries_of, write_centuries
from encyclopedia.search.folding import folded
from encyclopedia.search.part_words import LABELS, LISTED, plain_text

# PostgreSQL's tsvector ends at one megabyte; the rest of a longer text is not searched.
MAX_CHARACTERS = 300_000

Row = dict[str, str]
COLUMNS = ("title", "aliases", "summary", "body", "names", "keys", "plain")
# What is read with an entry to write its row.
RELATED = ("page", "person", "organisation", "source")
# The columns of `SearchName` besides the entry.
Name = tuple[str, bool, str]
NAME_COLUMNS = ("name", "is_title", "kind")


def index(*entry_ids: UUID) -> None:
    """Write the words of published entries, from their rows, their aliases and their pages, in few statements."""
    entries = Entry.objects.filter(pk__in=entry_ids).select_related(*RELATED)
    rows = {entry: _row(entry) for entry in entries.prefetch_related("aliases", "facts")}
    texts = SearchText.objects.bulk_create(
        [SearchText(entry=entry, **row) for entry, row in rows.items()],
        update_conflicts=True,
        unique_fields=["entry"],
        update_fields=COLUMNS,
    )
    text_ids = {text.entry_id: text.pk for text in texts}
    _write_names(list(rows), text_ids)
    write_centuries(list(rows), text_ids)


def _write_names(entries: list[Entry], text_ids: Mapping[UUID, int]) -> None:
    """Write the names of these entries where they differ, whose words are written in these rows."""
    stored: dict[UUID, set[Name]] = {entry.pk: set() for entry in entries}
    for pk, *columns in SearchName.objects.filter(entry__in=stored).values_list(
        "entry_id", *NAME_COLUMNS
    ):
        stored[pk].add((columns[0], columns[1], columns[2]))
    wanted = {entry.pk: _names(entry) for entry in entries}
    differing = [pk for pk, names in wanted.items() if names != stored[pk]]
    if not differing:
        return
    if renamed := [pk for pk in differing if stored[pk]]:
        SearchName.objects.filter(entry__in=renamed).delete()
    SearchName.objects.bulk_create(
        SearchName(entry_id=pk, text_id=text_ids[pk], **dict(zip(NAME_COLUMNS, name, strict=True)))
        for pk in differing
        for name in sorted(wanted[pk])
    )


def remove(entry_id: UUID) -> None:
    """Delete the words of an entry that is no longer published."""
    SearchText.objects.filter(entry_id=entry_id).delete()


def stale() -> Iterator[UUID]:
    """The ids of the entries whose rows are missing or differ from their page."""
    entries = Entry.objects.select_related(*RELATED, "search_text")
    entries = entries.prefetch_related("aliases", "facts", "search_names", "search_text__centuries")
    for entry in entries.order_by("pk").iterator(chunk_size=200):
        stored = getattr(entry, "search_text", None)
        row, names = _row(entry), {_columns(name) for name in entry.search_names.all()}
        if (
            stored is None
            or any(getattr(stored, name) != value for name, value in row.items())
            or names != _names(entry)
            or centuries_of(entry) != {century.begins for century in stored.centuries.all()}
        ):
            yield entry.pk


def rebuild() -> list[UUID]:
    """Index stale entries again and return their ids; none when nothing was wrong."""
    stale_ids = list(stale())
    for entry_id in stale_ids:
        index(entry_id)
    return stale_ids


def _names(entry: Entry) -> set[Name]:
    """Every name by which the entry is found as it begins; of a source also the numbers of the work."""
    title = folded(entry.title)[:MAX_NAME]
    others = {folded(alias.name)[:MAX_NAME] for alias in entry.aliases.all()} - {""}
    if sort_name := folded(_sort_name(entry))[:MAX_NAME]:
        others.add(sort_name)
    if entry.kind == Kind.SOURCE and (source := getattr(entry, "source", None)):
        others |= works.numbers(entry.slug, source.record)
    return {(title, True, entry.kind), *((name, False, entry.kind) for name in others)}


def _columns(name: SearchName) -> Name:
    return name.name, name.is_title, name.kind


def _sort_name(entry: Entry) -> str:
    person = getattr(entry, "person", None)
    return person.sort_name if person else ""


def _row(entry: Entry) -> Row:
    aliases = [alias.name for alias in sorted(entry.aliases.all(), key=lambda alias: alias.pk)]
    page, source = getattr(entry, "page", None), getattr(entry, "source", None)
    body, facts = (page.body, page.facts) if page else ("", "")
    of_body = plain_text(body, LISTED if source else ())
    plain = f"{of_body}\n{plain_text(facts, LABELS)}".strip()[:MAX_CHARACTERS]
    names = [entry.title, *aliases]
    names += filter(None, [_sort_name(entry), works.described(source.record) if source else ""])
    return {
        "title": folded(entry.title),
        "aliases": "\n".join(folded(alias) for alias in aliases),
        "summary": folded(entry.summary),
        "body": folded(plain),
        "names": "\n".join(" ".join(name.split()) for name in names),
        "keys": keys.of_entry(
            names,
            # Labels are looked for, as in "born in Trier", but are not what a text says.
            [entry.summary, plain, plain_text(facts)[:MAX_CHARACTERS]],
            language=entry.language,
            is_source=entry.kind == Kind.SOURCE,
        ),
        "plain": plain,
    }
