"""The chain of events of this site, walked from the first to the head."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from editorial.models import ChainHead, Event
from editorial.record.witness import KnownHead
from editorial.verifying.chain import Known, Walk

Step = Callable[[], None]


def chain_faults(heads: Iterable[KnownHead], step: Step) -> Iterator[str]:
    """Everything wrong with the events themselves; `heads` are known from outside. Constant memory."""
    known = Known()
    for head in heads:
        if head.seq is None:
            known.hashes.add(head.hash)
        else:
            known.add(head.seq, head.hash)
    known.by_number.pop(0, None)
    walk = Walk(known)
    for event in Event.objects.in_order().iterator(chunk_size=2000):
        yield from map(str, walk.step(event.columns()))
        step()
    newest = ChainHead.objects.filter(pk=1).first()
    yield from map(str, walk.end(newest and newest.seq, newest and newest.hash))
