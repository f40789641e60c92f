"""The works that one manuscript cites: each gets one key, however often and in whatever words it is named.

Pure: no Django.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Collection, Mapping
from functools import lru_cache

from editorial.html.imported import FoundReference, KnownWork
from editorial.html.read_notes import ReadWork
from editorial.importers.references.source_keys import SourceKeys
from encyclopedia.bibliography import same_work, work_keys
from encyclopedia.core.documents import JSON

# The same records are cited again when notes are read again after a decision.
_MAX_KEPT = 8_000


class CitedRecords:
    """`known_work` recognises the office's sources; `joined` says which works a person took for one, by identities."""

    def __init__(
        self,
        keys: SourceKeys,
        known_work: KnownWork | None = None,
        joined: Mapping[str, str] | None = None,
    ) -> None:
        self.works: list[ReadWork] = []
        self._keys = keys
        self._known_work = known_work
        self._joined = dict(joined or {})
        self._by_identity: dict[str, ReadWork] = {}
        self._sharing: dict[str, list[ReadWork]] = defaultdict(list)

    def cite(
        self,
        words: str,
        record: JSON,
        *,
        identities: Collection[str] = (),
        own_key: str = "",
        described: JSON | None = None,
    ) -> tuple[ReadWork, bool]:
        """The work of this record, and whether it was not cited before.

        `described` gives a fuller record where the key should say more than the record does.
        """
        names = [*identities, words_identity(words)] if words else list(identities)
        name = names[0] if names else words_identity(str(record.get("title", "")))
        aliases = [self._joined.get(alias, alias) for alias in (name, *names)]
        work = next((self._by_identity[a] for a in aliases if a in self._by_identity), None)
        work = work or self._same(record)
        is_new = work is None
        if work is None:
            key = self._known_work(record) if self._known_work and record else None
            is_here = key is not None
            if key is None:
                key = self._keys.take_own(own_key) or self._keys.take(described or record)
            else:
                self._keys.reserve(key)
            work = ReadWork(name, key, words, record, is_here)
            self._add(work)
        for alias in (name, *identities, *aliases):
            self._by_identity.setdefault(alias, work)
        return work, is_new

    def cite_here(self, words: str, key: str) -> ReadWork:
        """A source of the office that the words named."""
        work = next((work for work in self.works if work.key == key), None)
        if work is None:
            work = ReadWork(f"key {key}", key, words, {}, is_here=True)
            self.works.append(work)
            self._by_identity[work.identity] = work
        return work

    def record_of(self, key: str) -> JSON:
        return next((work.record for work in self.works if work.key == key), {})

    def _same(self, record: JSON) -> ReadWork | None:
        """A work of the manuscript that is the same by the project's own rule."""
        for name in _keys_of(record):
            for other in self._sharing.get(name, ()):
                if same_work(record, other.record):
                    return other
        return None

    def _add(self, work: ReadWork) -> None:
        self.works.append(work)
        for name in _keys_of(work.record):
            self._sharing[name].append(work)


def _keys_of(record: JSON) -> tuple[str, ...]:
    return _keys_written(json.dumps(record, ensure_ascii=False, default=str))


@lru_cache(maxsize=_MAX_KEPT)
def _keys_written(record: str) -> tuple[str, ...]:
    return tuple(work_keys(json.loads(record)))


def words_identity(words: str) -> str:
    folded = " ".join(words.split()).casefold()
    return hashlib.sha256(folded.encode("utf-8", "replace")).hexdigest()[:16]


def reference_of(mark: str, words: str, work: ReadWork) -> FoundReference:
    return FoundReference(mark, words, None if work.is_here else work.record, work.key)
