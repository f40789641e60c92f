"""What a policy demands of the citations of one entry. Pure: no Django."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from encyclopedia.core.citations import DocumentCitation

Need = Literal["all", "quotations", "none"]
OnChange = Literal["warn", "stop"]
Blind = Literal["none", "quotations", "living", "both"]


@dataclass(frozen=True)
class Policy:
    """What the citations of one entry must satisfy; `editorial.gate.policy` reads it from the settings.

    `checks`: which citations need a current check that is *supports* or *partly*: all, those with a quotation, or none
    but those that always do: quotations, and claims about living persons. `could_not_access`: how many of the others
    may have that verdict. `cited_share`: the share (0 to 100, per cent) of sentences that should be cited to their last
    word; a lower share is a warning, or an obstacle if `cited_share_stops`. `context_changed`: whether a check holds
    when what stands around its claim changed since (heading, lead-in of a list, picture, target of a link), with a
    warning ("warn"), or must be confirmed ("stop"). `checker_may_approve`: whether who checked a citation of the
    revision may approve it. `blind_second_check`: what a second moderator checks too, without seeing the first verdict.
    `author_agreement`: whether an agreement of the author has to be recorded before publication.
    """

    checks: Need = "all"
    could_not_access: int = 2
    cited_share: int = 50
    cited_share_stops: bool = False
    context_changed: OnChange = "warn"
    checker_may_approve: bool = True
    blind_second_check: Blind = "none"
    author_agreement: bool = False


def needs_check(citation: DocumentCitation, checks: Need, *, living: bool) -> bool:
    """Whether it needs a check under this value of the policy."""
    return checks == "all" or always_checked(citation, living=living)


def needs_second(citation: DocumentCitation, policy: Policy, *, living: bool) -> bool:
    """Whether a second moderator has to check it without seeing the first verdict."""
    asked = policy.blind_second_check
    return (living and asked in {"living", "both"}) or (
        bool(citation.reference.quotation) and asked in {"quotations", "both"}
    )


def always_checked(citation: DocumentCitation, *, living: bool) -> bool:
    """Whether somebody must see its source whatever the policy says: a quotation, or a claim about a living person."""
    return living or bool(citation.reference.quotation)
