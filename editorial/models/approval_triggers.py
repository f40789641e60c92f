"""The rules of approval and publication: four eyes, the digest that is signed, and that this is what is published."""

from __future__ import annotations

from collections.abc import Iterator

from editorial.models.trigger_rule import Trigger

# The revisions whose words a revert `r` restores: the restored one, and all before it unless it was published.
_RESTORED_WORDS = (
    " LEFT JOIN editorial_revision o ON o.id = r.restored_id"
    " LEFT JOIN editorial_revision b ON b.manuscript_id = o.manuscript_id AND b.number <= o.number"
    " AND (b.id = o.id OR NOT EXISTS (SELECT 1 FROM editorial_publication p WHERE p.revision_id = o.id))"
)


def approval_triggers() -> Iterator[Trigger]:
    yield Trigger(
        "editorial_approval",
        "approval_has_four_eyes",
        "INSERT",
        "EXISTS (SELECT 1 FROM editorial_revision r"  # noqa: S608 — no part of it is input
        " JOIN editorial_revision s ON s.id = NEW.revision_id"
        + _RESTORED_WORDS
        + " JOIN editorial_manuscript m ON m.id = r.manuscript_id"
        " WHERE r.manuscript_id = NEW.manuscript_id AND r.number > m.published_revision"
        " AND r.number <= s.number AND (r.author_id = NEW.by_id OR b.author_id = NEW.by_id"
        " OR r.suggested_by_id = NEW.by_id OR b.suggested_by_id = NEW.by_id))",
        "stet: nobody approves what they wrote",
    )
    # A merge that copied fields has exactly the time of the revision that it made. Sources that were merged into the
    # other record earlier count too.
    yield Trigger(
        "editorial_approval",
        "approval_has_four_eyes_on_merged",
        "INSERT",
        "EXISTS (SELECT 1 FROM editorial_revision r"  # noqa: S608 — no part of it is input
        " JOIN editorial_revision s ON s.id = NEW.revision_id"
        + _RESTORED_WORDS
        + " JOIN editorial_manuscript m ON m.id = r.manuscript_id"
        " JOIN editorial_merge g ON g.into_id = m.id AND (g.at = r.saved_at OR g.at = b.saved_at)"
        " JOIN editorial_merge h ON h.into_id = m.id AND h.at <= g.at"
        " JOIN editorial_revision w ON w.manuscript_id = h.merged_id"
        " WHERE r.manuscript_id = NEW.manuscript_id AND r.number > m.published_revision"
        " AND r.number <= s.number AND w.author_id = NEW.by_id)",
        "stet: nobody approves what they wrote",
    )
    yield Trigger(
        "editorial_approval",
        "approval_signs_the_digest",
        "INSERT",
        "NOT EXISTS (SELECT 1 FROM editorial_revision r JOIN editorial_manuscript m"
        " ON m.id = r.manuscript_id AND m.revision = r.number AND m.status = 'submitted'"
        " WHERE r.id = NEW.revision_id AND r.manuscript_id = NEW.manuscript_id AND r.digest = NEW.digest)",
        "stet: an approval signs the digest of the newest revision, submitted",
    )
    yield Trigger(
        "editorial_publication",
        "publication_was_approved",
        "INSERT",
        "NOT EXISTS (SELECT 1 FROM editorial_approval a JOIN editorial_manuscript m ON m.approval_id = a.id"
        " JOIN editorial_revision r ON r.id = a.revision_id WHERE a.id = NEW.approval_id"
        " AND m.id = NEW.manuscript_id AND a.revision_id = NEW.revision_id"
        " AND a.digest = NEW.digest AND r.digest = NEW.digest"
        " AND r.number = m.revision AND NEW.number = m.edition + 1)",
        "stet: what is published is what was approved",
    )
