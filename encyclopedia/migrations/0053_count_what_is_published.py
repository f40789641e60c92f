"""Counts what is published already, and lists its names for search, so that no page is wrong before a `rebuild`."""

import re
import unicodedata
from collections import Counter
from itertools import islice

from django.db import migrations
from django.db.models import OuterRef, Subquery

BATCH = 2_000
STANDINGS = (
    "supported",
    "partly",
    "failed",
    "inaccessible",
    "context_changed",
    "changed",
    "unchecked",
    "needed",
    "doubted",
)


def sort_key(title):
    """As `encyclopedia.core.names` does it at the time of this migration."""
    decomposed = unicodedata.normalize("NFKD", title)
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    bare = " ".join(unicodedata.normalize("NFC", bare).split()).casefold()
    key = (re.sub(r"[^\w\s-]", "", bare).strip() or bare)[:300]
    for article in ("the ", "a ", "an "):
        if key.startswith(article) and len(key) > len(article):
            return key[len(article) :]
    return key


def fill(apps, schema_editor):
    Entry = apps.get_model("encyclopedia", "Entry")
    TaggedEntry = apps.get_model("encyclopedia", "TaggedEntry")
    Tally = apps.get_model("encyclopedia", "Tally")
    key = Entry.objects.filter(pk=OuterRef("content_object_id")).values("sort_key")[:1]
    TaggedEntry.objects.update(sort_key=Subquery(key))
    sums = Counter()
    entries = Entry.objects.order_by("pk").values_list("pk", "kind", "initial").iterator(BATCH)
    while batch := list(islice(entries, BATCH)):
        counts = counted(apps, batch)
        store(apps, counts)
        name(apps, {pk: kind for pk, kind, _initial in batch})
        for counter in counts.values():
            sums.update(counter)
    Tally.objects.bulk_create(
        (Tally(what=what, key=key, times=times) for (what, key), times in sorted(sums.items())),
        batch_size=BATCH,
    )


def counted(apps, batch):
    """What each of these entries counts for: times by what and key."""
    counts = {
        pk: Counter({(f"kind:{kind}", pk.hex[:1]): 1, (f"letters:{kind}", initial): 1})
        for pk, kind, initial in batch
    }
    claims = apps.get_model("encyclopedia", "ClaimCounts").objects.filter(entry__in=counts)
    for pk, *numbers in claims.values_list("entry", *STANDINGS):
        for standing, number in zip(STANDINGS, numbers, strict=True):
            if number:
                counts[pk][f"claims:{standing}", pk.hex[:1]] = number
    tagged = apps.get_model("encyclopedia", "TaggedEntry").objects.filter(content_object__in=counts)
    for pk, tag, slug in tagged.values_list("content_object", "tag__name", "tag__slug"):
        counts[pk]["subjects", f"{sort_key(tag)}\t{slug}"] = 1
    links = apps.get_model("encyclopedia", "Link").objects.filter(entry__in=counts, target=None)
    for pk, name_key in links.values_list("entry", "name_key"):
        counts[pk]["wanted", name_key] = 1
    return counts


def store(apps, counts):
    Counted = apps.get_model("encyclopedia", "Counted")
    rows = []
    for pk, counter in counts.items():
        tallies = {}
        for (what, key), times in sorted(counter.items()):
            tallies.setdefault(what, {})[key] = times
        rows.append(Counted(entry_id=pk, tallies=tallies))
    Counted.objects.bulk_create(rows)


def name(apps, kinds):
    """The titles and aliases of these entries, as they are folded for search already."""
    SearchName = apps.get_model("encyclopedia", "SearchName")
    texts = apps.get_model("encyclopedia", "SearchText").objects.filter(entry__in=kinds)
    rows = []
    for text, pk, title, aliases in texts.values_list("pk", "entry", "title", "aliases"):
        names = [(title[:300], True)]
        names += [(alias, False) for alias in {a[:300] for a in aliases.split("\n")} - {""}]
        rows += [
            SearchName(entry_id=pk, text_id=text, name=folded, is_title=is_title, kind=kinds[pk])
            for folded, is_title in names
        ]
    SearchName.objects.bulk_create(rows)


class Migration(migrations.Migration):
    dependencies = [("encyclopedia", "0052_addresses")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
