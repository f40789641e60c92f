"""The rows that say what a published document says: facts, citations, needs, links, pictures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from operator import itemgetter
from uuid import UUID

from django.db.models import Model
from django.utils.translation import gettext as _

from encyclopedia.core import facts
from encyclopedia.core.citations import fold
from encyclopedia.core.names import MAX_KEY_LENGTH, name_key, slugify
from encyclopedia.core.properties import HAPPENINGS
from encyclopedia.core.standing import NOT_CHECKED, summarise
from encyclopedia.core.surroundings import lines_read_with
from encyclopedia.dates import DateError, parse
from encyclopedia.dates.intervals import EARLIEST
from encyclopedia.models import Alias, Citation, ClaimCounts, Fact, Link, Need, Picture
from encyclopedia.models.entries import APART
from encyclopedia.models.insertion import insert
from encyclopedia.pictures import stored_picture
from encyclopedia.projection.origins import Origin

# What did not follow from the document, and is now correct: table, column or part; its value before, and after.
Correction = tuple[str, str, str]

# The width of a name's column: no entry has a longer name.
MAX_NAME_LENGTH = MAX_KEY_LENGTH
MAX_READ_WITH = 240


class UnknownSource(LookupError):
    """A document cites a key that no published source has; the gate lets no such document through."""

    def __init__(self, key: str) -> None:
        self.key = key
        super().__init__(_("No published source has the key “%(key)s”.") % {"key": key})


def write_content(origin: Origin) -> list[Correction]:
    """Make the rows what the origin says; a correction for each table that differed."""
    return [
        *settle(Fact, origin, "position", list(_facts(origin))),
        *settle(Citation, origin, "position", list(_citations(origin))),
        *settle(Need, origin, "position", list(_needs(origin))),
        *settle(Link, origin, "name", list(_links(origin))),
        *settle(Picture, origin, "name", list(_pictures(origin))),
        *settle(ClaimCounts, origin, "entry_id", [claim_counts(origin)]),
    ]


def settle(
    model: type[Model], origin: Origin, order: str, rows: Sequence[Model]
) -> list[Correction]:
    """Replace an entry's rows of one table unless they are correct; `order` is a column whose values are unique."""
    if origin.is_new:
        insert(rows)
        return []
    columns = [field.attname for field in model._meta.concrete_fields if not field.primary_key]
    order_at = columns.index(order)
    stored = model._default_manager.filter(entry=origin.id)
    before = sorted(stored.values_list(*columns), key=itemgetter(order_at))
    after = sorted(
        (tuple(getattr(row, column) for column in columns) for row in rows),
        key=itemgetter(order_at),
    )
    if before == after:
        return []
    if before:
        stored.delete()
    insert(rows)
    return [(model._meta.model_name or "", repr(before), repr(after))]


def aliases(origin: Origin) -> Iterator[Alias]:
    """The entry's other names, each once, without its own title."""
    seen = {name_key(origin.document.title)}
    for name in origin.document.aliases:
        key = name_key(name)
        if key and key not in seen:
            seen.add(key)
            yield Alias(
                entry_id=origin.id,
                name=name,
                name_key=key,
                slug=slugify(name),
            )


def _facts(origin: Origin) -> Iterator[Fact]:
    for position, fact in enumerate(origin.document.facts):
        target_name = fold(fact.target)
        target = origin.targets.get(target_name)
        earliest, latest = date_keys(fact.date)
        number = facts.display(fact).number
        yield Fact(
            entry_id=origin.id,
            position=position,
            property=fact.property[:40],
            value=fact.value,
            date=fact.date[:60],
            earliest=earliest,
            latest=latest,
            begins=_begins(origin, fact.property, earliest, latest),
            place=fact.place[:MAX_NAME_LENGTH],
            target_id=target.id if target else None,
            target_name=target_name[:MAX_NAME_LENGTH],
            note=fact.note,
            disputed=fact.disputed,
            scheme=number.scheme.code if number else "",
        )


def _begins(origin: Origin, name: str, earliest: int | None, latest: int | None) -> int | None:
    """Where a fact with this property stands in order of time; None where it has no place in it."""
    if origin.document.kind in APART or name not in HAPPENINGS:
        return None
    return latest if earliest == EARLIEST else earliest


def date_keys(text: str) -> tuple[int | None, int | None]:
    """The sort keys of a fact's date; None where it is not a date."""
    try:
        date = parse(text)
    except DateError:
        return None, None
    return date.earliest, date.latest


def _citations(origin: Origin) -> Iterator[Citation]:
    for position, citation in enumerate(origin.analysis.citations):
        standing = origin.standings.get(citation.use, NOT_CHECKED)
        yield Citation(
            entry_id=origin.id,
            position=position,
            number=citation.number,
            occurrence=citation.occurrence,
            source_id=_source_id(origin.source_ids, citation.key),
            locator=citation.reference.locator,
            quotation=citation.reference.quotation,
            prefix=citation.reference.prefix,
            suffix=citation.reference.suffix,
            claim=citation.claim,
            sentence=citation.sentence,
            digest=citation.digest,
            context=citation.context,
            read_with=[
                [kind, *(_shortened(line) for line in lines)]
                for kind, lines in lines_read_with(citation.surroundings).items()
            ],
            claim_digest=citation.claim_digest,
            note=origin.analysis.note_letters.get(citation.note, ""),
            fact=citation.fact if citation.fact >= 0 else None,
            standing=str(standing.standing),
            checked_at=standing.checked_at,
            role=standing.role,
            **standing.telling.as_dict(),
        )


def _shortened(words: str) -> str:
    """Words that only tell readers where something stands: a whole table would tell no more."""
    return words if len(words) <= MAX_READ_WITH else words[:MAX_READ_WITH].rsplit(" ", 1)[0] + "…"


def _source_id(ids_by_key: Mapping[str, UUID], key: str) -> UUID:
    if key not in ids_by_key:
        raise UnknownSource(key)
    return ids_by_key[key]


def claim_counts(origin: Origin) -> ClaimCounts:
    summary = summarise(
        origin.analysis.citations,
        origin.standings,
        needed=[needed.claim_digest for needed in origin.analysis.needed],
        doubted=origin.library.doubted,
    )
    return ClaimCounts(entry_id=origin.id, **asdict(summary))


def _needs(origin: Origin) -> Iterator[Need]:
    for position, needed in enumerate(origin.analysis.needed):
        yield Need(
            entry_id=origin.id,
            position=position,
            reason=needed.reason,
            claim=needed.claim,
            claim_digest=needed.claim_digest,
        )


def _links(origin: Origin) -> Iterator[Link]:
    for name, target in origin.targets.items():
        key = name_key(name)
        if len(name) <= MAX_NAME_LENGTH:
            yield Link(
                entry_id=origin.id,
                name=name,
                name_key=key,
                target_id=target.id if target else None,
            )


def _pictures(origin: Origin) -> Iterator[Picture]:
    for picture in {picture.name: picture for picture in origin.document.pictures}.values():
        if (stored := stored_picture(picture.digest)) is not None:
            yield Picture(
                entry_id=origin.id,
                name=picture.name[:120],
                digest=stored.digest,
                media_type=stored.media_type,
                width=stored.width,
                height=stored.height,
            )
