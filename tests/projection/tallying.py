"""The counts over all entries, counted anew from the rows themselves."""

from __future__ import annotations

from collections import Counter

from django.db.models import Count, Sum

from encyclopedia.core.standing import CLASSES
from encyclopedia.models import ClaimCounts, Entry, Kind, Link, Tag, Tally

TAB = "\t"


def tallied() -> dict[str, dict[str, int]]:
    """What is kept, in the whole where it is kept in portions."""
    kept: dict[str, Counter[str]] = {}
    for what, key, times in Tally.objects.values_list("what", "key", "times"):
        name, _, of = what.partition(":")
        whole = {
            "kind": "",
            "claims": "",
            **dict.fromkeys(("letters", "languages", "in"), f"{of} {key}"),
            "tagged": f"{of} {key.split(TAB)[-1]}",
        }.get(name, key.split(TAB)[-1])
        kept.setdefault(name, Counter())[whole or of] += times
    return {name: dict(counts) for name, counts in kept.items()}


def counted() -> dict[str, dict[str, int]]:
    """The same, by the database's own counts; nothing is left out but what is none."""
    columns = [*CLASSES, "doubted"]
    sums = ClaimCounts.objects.aggregate(**{f"sum_{name}": Sum(name) for name in columns})
    entries = Entry.objects.order_by()
    anew: dict[str, dict[str, int]] = {
        "kind": dict(entries.values_list("kind").annotate(Count("pk"))),
        "letters": {
            f"{kind} {initial}": times
            for kind, initial, times in entries.values_list("kind", "initial").annotate(Count("pk"))
        },
        "languages": {
            f"{kind} {language}": times
            for kind, language, times in entries.values_list("kind", "language").annotate(
                Count("pk")
            )
        },
        "in": {
            f"{language}:{kind} {initial}": times
            for language, kind, initial, times in entries.values_list(
                "language", "kind", "initial"
            ).annotate(Count("pk"))
        },
        "tagged": {
            f"{language} {slug}": times
            for language, slug, times in Tag.objects.exclude(tagged=None)
            .values_list("tagged__content_object__language", "slug")
            .annotate(Count("tagged"))
        },
        "claims": {name: sums[f"sum_{name}"] for name in columns if sums[f"sum_{name}"]},
        "subjects": dict(Tag.objects.values_list("slug").annotate(Count("tagged"))),
        "wanted": dict(
            Link.objects.filter(target=None)
            .values_list("name_key")
            .annotate(Count("entry", distinct=True))
        ),
    }
    assert set(anew["kind"]) <= set(Kind.values)
    return {name: counts for name, counts in anew.items() if counts}
