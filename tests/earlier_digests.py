"""The software as it was before version 0.2: other digests, and shorter sentences."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from unittest import mock

from editorial.models.contributions import ContributionQuerySet
from editorial.verifying.document_files import canonical_json, sha256
from encyclopedia.analysis.analysis import forget
from encyclopedia.core import citations
from encyclopedia.core.citations import Reference, fold


def _ends(words: str, *_language: str) -> list[int]:
    """A sentence ended at every comma too."""
    stops = [at + 1 for at in range(len(words) - 1) if words[at : at + 2] in (". ", ", ")]
    return [*stops, len(words)] if words else []


def _digest(*parts: str) -> str:
    return sha256(canonical_json(list(parts)))


def _reference_digest(claim_digest: str, reference: Reference) -> str:
    place = [fold(reference.locator), fold(reference.quotation)]
    return _digest("citation", claim_digest, reference.key, *place)


@contextmanager
def version_1() -> Iterator[None]:
    """What is saved and checked inside has digests of version 1."""
    with ExitStack() as then:
        then.enter_context(mock.patch.object(citations, "checked_digest", _digest))
        then.enter_context(mock.patch.object(citations, "reference_digest", _reference_digest))
        # The name of the package's member is the function's.
        for act in ("check", "waive"):
            then.enter_context(
                mock.patch.object(sys.modules[f"editorial.actions.{act}"], "DIGEST_VERSION", 1)
            )
        # There was no such table: it is made when the entry is worked on again.
        then.enter_context(mock.patch.object(ContributionQuerySet, "keep"))
        then.enter_context(mock.patch("encyclopedia.markup.claims.sentences.ends", _ends))
        forget()
        then.callback(forget)
        yield
