"""Whose agreement the gate asks for, by policy, and whether it is in force."""

from __future__ import annotations

from django.db.models import F

from editorial.gate.policy import policy_for
from editorial.models import Agreement, Commission, Manuscript
from editorial.models.turns import name_of
from encyclopedia.core.documents import Document
from encyclopedia.core.names import name_key


def unagreed(manuscript: Manuscript, document: Document) -> str:
    """The name of the author without an agreement that is in force; empty where there is one, or none is asked for.

    The author is whoever was asked for this edition by name, having no account; else whoever is responsible. No query
    where the policy does not ask.
    """
    if document.kind in {"source", "page"} or not policy_for(document).author_agreement:
        return ""
    commissions = Commission.objects.filter(manuscript=manuscript, person__isnull=True)
    asked = commissions.filter(editions=F("manuscript__edition")).exclude(name="").first()
    person = None if asked else manuscript.responsible or manuscript.author
    author = asked.name if asked else name_of(person)
    for agreement in (
        Agreement.objects.in_force().of_manuscript(manuscript).select_related("person")
    ):
        if person is not None and agreement.person_id == person.pk:
            return ""
        if agreement.name and name_key(agreement.name) == name_key(author):
            return ""
    return author
