"""Which entries a reader narrows a search to: those of a kind, subject, century and language, of any of them or all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from encyclopedia.models import Entry, Tag, TaggedEntry

# The entries of a smaller subject are looked up, and words looked for in them. Of a larger one it is asked of each
# entry that has the words whether it is among them: enough are before many were asked.
MAX_SMALL = 1_500

# What is asked of each text is asked as a value, and not as a condition: PostgreSQL would turn that round, and look at
# all entries of the kind or subject.
OF_KIND = """ AND (
    SELECT title.kind FROM encyclopedia_searchname AS title WHERE title.text_id = {id} AND title.is_title) = %s"""
OF_LARGE_TAG = """ AND (
    SELECT tagged.tag_id FROM encyclopedia_searchname AS title
    JOIN encyclopedia_taggedentry AS tagged ON tagged.content_object_id = title.entry_id
    WHERE title.text_id = {id} AND title.is_title AND tagged.tag_id = %s) IS NOT NULL"""
OF_SMALL_TAG = """ AND {id} IN (
    SELECT title.text_id FROM encyclopedia_taggedentry AS tagged
    JOIN encyclopedia_searchname AS title ON title.entry_id = tagged.content_object_id
    WHERE tagged.tag_id = %s)"""
OF_CENTURY = """ AND (
    SELECT century.begins FROM encyclopedia_searchcentury AS century
    WHERE century.text_id = {id} AND century.begins = %s) IS NOT NULL"""
OF_LANGUAGE = """ AND (
    SELECT entry.language FROM encyclopedia_searchname AS title
    JOIN encyclopedia_entry AS entry ON entry.id = title.entry_id
    WHERE title.text_id = {id} AND title.is_title) = %s"""


@dataclass(frozen=True, slots=True)
class Filters:
    """`kind` is "" for every kind, `tag` the id of a subject, 0 for every subject, `century` its first year."""

    kind: str = ""
    tag: int = 0
    is_small: bool = False
    century: int | None = None
    language: str = ""

    def __bool__(self) -> bool:
        return bool(self.kind or self.tag or self.language) or self.century is not None

    def of_texts(self, own_id: str) -> tuple[str, list[str | int]]:
        """The condition on texts, whose number is in the column `own_id`, and its parameters."""
        of_tag = OF_SMALL_TAG if self.is_small else OF_LARGE_TAG
        asked: list[tuple[str, str | int | None]] = [
            (of_tag, self.tag or None),
            (OF_KIND, self.kind or None),
            (OF_CENTURY, self.century),
            (OF_LANGUAGE, self.language or None),
        ]
        conditions = [(condition, value) for condition, value in asked if value is not None]
        sql = "".join(condition.format(id=own_id) for condition, _value in conditions)
        return sql, [value for _condition, value in conditions]


def passing(ids: Sequence[str], filters: Filters) -> list[str]:
    """Those of these entries (hex) that pass, in their order; one query."""
    entries = Entry.objects.filter(pk__in=map(UUID, ids))
    if filters.kind:
        entries = entries.filter(kind=filters.kind)
    if filters.language:
        entries = entries.filter(language=filters.language)
    if filters.tag:
        entries = entries.filter(tagged__tag=filters.tag)
    if filters.century is not None:
        entries = entries.filter(search_text__centuries__begins=filters.century)
    passed = {pk.hex for pk in entries.values_list("pk", flat=True)}
    return [pk for pk in ids if pk in passed]


def read_filters(
    kind: str = "", tag: str = "", century: int | None = None, language: str = ""
) -> Filters | None:
    """The filters for these, the subject by its slug, in at most two queries; None where no entry can pass them."""
    filters = Filters(kind, century=century, language=language)
    if not tag:
        return filters
    pk = Tag.objects.filter(slug=tag).values_list("pk", flat=True).first()
    if pk is None:
        return None
    count = len(TaggedEntry.objects.filter(tag=pk).values("pk")[: MAX_SMALL + 1])
    return replace(filters, tag=pk, is_small=count <= MAX_SMALL) if count else None
