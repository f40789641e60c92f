"""Earlier checks that a card shows: of its citation, and of the same place in the same source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from editorial.models import Check, DigestUpgrade, DraftCitation
from editorial.models.among_seen import among_seen

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MAX_SHOWN = 8


@dataclass(frozen=True)
class EarlierCheck:
    """A check; `elsewhere` where it was made of the same words in other surroundings than they have now."""

    check: Check
    elsewhere: bool = False


def checks_of(citation: DraftCitation, by: User) -> list[EarlierCheck]:
    """Those of this citation, the newest first, also under digests from before an upgrade; at most two queries."""
    made = among_seen(Check.objects.of_digest(citation.digest), by).newest()
    made = made.select_related("by", "manuscript")
    checks = list(made[:MAX_SHOWN])
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


def checks_of_place(citation: DraftCitation, by: User) -> list[EarlierCheck]:
    """The newest of other citations, of any entry that this person sees, which cite the same place of the source."""
    of_place = among_seen(Check.objects.in_sight(), by).filter(
        source_key=citation.source_key, locator=citation.locator, suffix=citation.suffix
    )
    others = of_place.exclude(pk__in=Check.objects.of_digest(citation.digest).values("pk"))
    return [
        EarlierCheck(check)
        for check in others.newest().select_related("by", "manuscript")[:MAX_SHOWN]
    ]


def checked_here(citation: DraftCitation) -> bool:
    """Whether it was checked in the surroundings that it has now."""
    made = Check.objects.of_digest(citation.digest)
    return made.filter(context=citation.context).exists()
