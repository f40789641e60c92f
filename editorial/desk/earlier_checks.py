"""Earlier checks that a card shows: of its citation, and of the same place in the same source."""

from __future__ import annotations

from dataclasses import dataclass

from editorial.models import Check, DigestUpgrade, DraftCitation

SHOWN = 8


@dataclass(frozen=True)
class EarlierCheck:
    """A check; `elsewhere` where it was made of the same words in other surroundings than they have now."""

    check: Check
    elsewhere: bool = False


def checks_of(citation: DraftCitation) -> list[EarlierCheck]:
    """Those of this citation, the newest first, also under digests from before an upgrade; at most two queries."""
    made = Check.objects.of_digest(citation.digest).newest().select_related("by", "manuscript")
    checks = list(made[:SHOWN])
    contexts: dict[tuple[str, int], str] = {}
    if any(check.digest != citation.digest for check in checks):
        for upgrade in DigestUpgrade.objects.filter(new=citation.digest):
            contexts[upgrade.old, upgrade.revision] = upgrade.context
    return [
        EarlierCheck(
            check,
            contexts.get((check.digest, check.revision), check.context) != citation.context,
        )
        for check in checks
    ]


def checks_of_place(citation: DraftCitation) -> list[EarlierCheck]:
    """The newest of other citations, of any entry, that cite the same place of the source."""
    of_place = Check.objects.filter(
        source_key=citation.source_key, locator=citation.locator, suffix=citation.suffix
    )
    others = of_place.exclude(pk__in=Check.objects.of_digest(citation.digest).values("pk"))
    return [
        EarlierCheck(check) for check in others.newest().select_related("by", "manuscript")[:SHOWN]
    ]


def checked_here(citation: DraftCitation) -> bool:
    """Whether it was checked in the surroundings that it has now."""
    made = Check.objects.of_digest(citation.digest)
    return made.filter(context=citation.context).exists()
