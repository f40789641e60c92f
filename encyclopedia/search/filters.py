"""Which entries a reader narrows a search to: those of a kind, of a subject, or both."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import OuterRef, Subquery

from encyclopedia.models import Tag, TaggedEntry
from encyclopedia.models.searching import SearchNameQuerySet

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


@dataclass(frozen=True, slots=True)
class Filters:
    """`kind` is "" for every kind, `tag` the id of a subject, 0 for every subject."""

    kind: str = ""
    tag: int = 0
    is_small: bool = False

    def of_texts(self, own_id: str) -> tuple[str, list[str | int]]:
        """The condition on texts, whose number is in the column `own_id`, and its parameters."""
        of_tag = OF_SMALL_TAG if self.is_small else OF_LARGE_TAG
        asked: list[tuple[str, str | int]] = [(of_tag, self.tag), (OF_KIND, self.kind)]
        conditions = [(condition, value) for condition, value in asked if value]
        sql = "".join(condition.format(id=own_id) for condition, _value in conditions)
        return sql, [value for _condition, value in conditions]

    def narrow(self, names: SearchNameQuerySet) -> SearchNameQuerySet:
        if self.kind:
            names = names.filter(kind=self.kind)
        tagged = TaggedEntry.objects.filter(tag=self.tag)
        if self.is_small:
            return names.filter(entry__in=tagged.values("content_object"))
        if self.tag:
            own = tagged.filter(content_object=OuterRef("entry"))
            names = names.alias(own=Subquery(own.values("tag"))).filter(own__isnull=False)
        return names


def read_filters(kind: str = "", tag: str = "") -> Filters | None:
    """The filters for a kind and the slug of a subject, two queries; None where no entry can pass them."""
    if not tag:
        return Filters(kind)
    pk = Tag.objects.filter(slug=tag).values_list("pk", flat=True).first()
    if pk is None:
        return None
    count = len(TaggedEntry.objects.filter(tag=pk).values("pk")[: MAX_SMALL + 1])
    return Filters(kind, pk, is_small=count <= MAX_SMALL) if count else None
