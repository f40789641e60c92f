"""Every column of every row that an event tells of, with the SQL of another value for it. Written by hand."""

from __future__ import annotations

# Another value by the kind of column, in terms of the column's own name.
TEXT = "{0} || 'x'"
DIGEST = "'" + "0" * 64 + "'"
NUMBER = "{0} + 100"
PERSON = "(SELECT max(u.id) FROM auth_user u WHERE u.id <> {0})"
TIME = "'2001-02-03 04:05:06.000007+00:00'"
LIST = "'[\"x\"]'"
ANOTHER = "(SELECT max(o.id) FROM {1} o WHERE o.id <> {0})"
MANUSCRIPT = "(SELECT m.id FROM editorial_manuscript m WHERE m.id <> {0} ORDER BY m.id LIMIT 1)"

# A manuscript that has no row of this number yet.
WITHOUT = (
    "(SELECT m.id FROM editorial_manuscript m WHERE NOT EXISTS (SELECT 1 FROM {1} o WHERE o.{2} = m.id)"
    " ORDER BY m.id LIMIT 1)"
)
NUMBERLESS = (
    "(SELECT m.id FROM editorial_manuscript m WHERE NOT EXISTS (SELECT 1 FROM editorial_revision o"
    " WHERE o.manuscript_id = m.id AND o.number = editorial_revision.number) ORDER BY m.id LIMIT 1)"
)

# Table → column → another value, and after a semicolon what has to change with it.
# Ids of rows, times of the desk, counts and sort keys are in no event.
FORGED: dict[str, dict[str, str]] = {
    "editorial_event": {
        "format": "3 - {0}",
        "action": "'recall'",
        "manuscript_id": "NULL",
        "revision": NUMBER,
        "by_id": PERSON,
        "at": TIME,
        "reason": TEXT,
        "data": "'{{\"x\": 1}}'",
        "private": "'{{\"x\": 1}}'",
        "salt": "'x'",
        "private_hash": DIGEST,
        "previous": "'x'",
        "hash": "'y'",
    },
    "editorial_revision": {
        "manuscript_id": f"COALESCE({NUMBERLESS}, {{0}})",
        "number": NUMBER,
        "based_on": "0",
        "document": TEXT,
        "digest": DIGEST,
        "citation_digests": LIST,
        "author_id": PERSON,
        "restored_id": "(SELECT max(o.id) FROM editorial_revision o)",
        "summary": TEXT,
        "saved_at": TIME,
    },
    "editorial_approval": {
        "manuscript_id": MANUSCRIPT,
        "revision_id": ANOTHER.replace("{1}", "editorial_revision"),
        "digest": DIGEST,
        "by_id": PERSON,
        "at": TIME,
        "change": "'layout'",
        "summary": TEXT,
    },
    "editorial_publication": {
        "manuscript_id": WITHOUT.replace("{2}", "manuscript_id"),
        "number": NUMBER,
        "revision_id": ANOTHER.replace("{1}", "editorial_revision"),
        "approval_id": "(SELECT max(a.id) FROM editorial_approval a WHERE a.id NOT IN"
        " (SELECT p.approval_id FROM editorial_publication p))",
        "digest": DIGEST,
        "by_id": PERSON,
        "at": TIME,
    },
    "editorial_check": {
        "manuscript_id": MANUSCRIPT,
        "revision": NUMBER,
        "digest": DIGEST,
        "claim_digest": DIGEST,
        "claim": TEXT,
        "source_key": TEXT,
        "source_edition": NUMBER,
        "version": "{0} + 1",
        "source": "NULL",
        "work": DIGEST,
        "context": DIGEST,
        "prefix": TEXT,
        "suffix": TEXT,
        "source_mark": "'forged'",
        "public_note": TEXT,
        "locator": TEXT,
        "quotation": TEXT,
        "verdict": "CASE WHEN {0} = 'partly' THEN 'contradicts' ELSE 'partly' END; note = 'x'",
        "note": TEXT,
        "looked_at": TEXT,
        "asks": "NOT {0}",
        "by_id": PERSON,
        "at": TIME,
    },
    "editorial_confirmation": {
        "manuscript_id": MANUSCRIPT,
        "revision": NUMBER,
        "check_made_id": ANOTHER.replace("{1}", "editorial_check"),
        "digest": DIGEST,
        "context": DIGEST,
        "by_id": PERSON,
        "at": TIME,
    },
    "editorial_digestupgrade": {
        "manuscript_id": MANUSCRIPT,
        "revision": NUMBER,
        "old": DIGEST,
        "new": DIGEST,
        "version": "{0} + 1",
        "context": DIGEST,
        "source": MANUSCRIPT.replace("{0}", "COALESCE({0}, manuscript_id)"),
        "work": DIGEST,
        "event_id": "{0} - 1",
        "position": "{0} + 7",
    },
    "editorial_waiver": {
        "manuscript_id": MANUSCRIPT,
        "revision": NUMBER,
        "obstacles": LIST,
        "version": "{0} + 1",
        "reason": TEXT,
        "by_id": PERSON,
        "at": TIME,
        "expires_at": "'2091-02-03 04:05:06.000007+00:00'",
    },
    "editorial_evidence": {
        "source_id": MANUSCRIPT,
        "kind": "'html'",
        "title": TEXT,
        "origin": TEXT,
        "digest": DIGEST,
        "size": NUMBER,
        "by_id": PERSON,
        "at": TIME,
    },
    "editorial_evidencepage": {
        "evidence_id": ANOTHER.replace("{1}", "editorial_evidence"),
        "position": NUMBER,
        "label": TEXT,
        "text": TEXT,
    },
    "editorial_merge": {
        "merged_id": MANUSCRIPT.replace("ORDER", "AND m.id <> into_id ORDER"),
        "into_id": MANUSCRIPT.replace("ORDER", "AND m.id <> merged_id ORDER"),
        "reason": TEXT,
        "by_id": PERSON,
        "at": TIME,
    },
    "editorial_toldapart": {
        "first_id": MANUSCRIPT.replace("ORDER", "AND m.id < second_id ORDER"),
        "second_id": MANUSCRIPT.replace("ORDER", "AND m.id > first_id ORDER"),
        "reason": TEXT,
        "by_id": PERSON,
        "at": TIME,
    },
    "editorial_manuscript": {
        "kind": "CASE WHEN {0} = 'person' THEN 'source' ELSE 'person' END",
        "slug": TEXT,
        "title": TEXT,
        "status": "CASE WHEN {0} = 'returned' THEN 'draft' ELSE 'returned' END; approval_id = NULL, publish_at = NULL",
        "author_id": PERSON,
        "revision": NUMBER,
        "edition": "{0} + 100; live_edition = CASE WHEN live_edition = 0 THEN 0 ELSE edition + 100 END",
        "approval_id": "CASE WHEN {0} IS NULL THEN NULL ELSE (SELECT min(a.id) FROM editorial_approval a) END",
        "publish_at": "CASE WHEN {0} IS NULL THEN {0} ELSE '2031-02-03 04:05:06.000007+00:00' END",
        "live_edition": "CASE WHEN {0} = 0 THEN edition ELSE 0 END; status = 'draft', approval_id = NULL,"
        " publish_at = NULL",
        "published_revision": "CASE WHEN {0} = 0 THEN 1 ELSE 0 END",
    },
    "encyclopedia_edition": {
        "entry_id": WITHOUT.replace("{2}", "entry_id"),
        "kind": "CASE WHEN {0} = 'person' THEN 'source' ELSE 'person' END",
        "slug": TEXT,
        "number": "{0} + 100; change = 'wording'",
        "title": TEXT,
        "digest": DIGEST,
        "document": TEXT,
        "change": "CASE WHEN {0} IN ('new', 'layout') THEN {0} ELSE 'layout' END",
        "summary": TEXT,
        "state": "CASE WHEN {0} = 'superseded' THEN 'withdrawn' ELSE 'superseded' END",
        "published_at": TIME,
        "notices": LIST,
        "event_hash": DIGEST,
        "head": TEXT,
        "top": TEXT,
        "facts": TEXT,
        "contents": TEXT,
        "body": TEXT,
        "notes": TEXT,
    },
}

# What readers see; `rebuild` derives the most of it again.
SHOWN: dict[str, dict[str, str]] = {
    "encyclopedia_publishedcheck": {
        "entry_id": MANUSCRIPT,
        "digest": DIGEST,
        "claim_digest": DIGEST,
        "claim": TEXT,
        "source_key": TEXT,
        "source_edition": NUMBER,
        "locator": TEXT,
        "verdict": "CASE WHEN {0} = 'partly' THEN 'contradicts' ELSE 'partly' END",
        "role": TEXT,
        "checked_at": TIME,
        "public_note": TEXT,
    },
    "editorial_contribution": {
        "manuscript_id": MANUSCRIPT,
        "digest": DIGEST,
        "person_id": PERSON,
        "revision_id": ANOTHER.replace("{1}", "editorial_revision"),
    },
    "encyclopedia_claimupgrade": {"old": DIGEST, "new": DIGEST},
    "encyclopedia_entry": {
        "slug": TEXT,
        "title": TEXT,
        "summary": TEXT,
        "language": "'de'",
        "edition": NUMBER,
        "published_at": TIME,
        "sort_key": TEXT,
        "name_key": TEXT,
    },
    "encyclopedia_source": {
        "record": "'{{\"x\": 1}}'",
        "record_edition": NUMBER,
        "record_type": TEXT,
        "reliability": "'forged'; reliability_reason = 'x'",
        "marked_at": TIME,
    },
    "encyclopedia_page": {
        "head": TEXT,
        "top": TEXT,
        "facts": TEXT,
        "contents": TEXT,
        "body": TEXT,
        "notes": TEXT,
        "tail": TEXT,
        "path": TEXT,
        "etag": "'x'",
        "modified_at": TIME,
    },
    "encyclopedia_citation": {
        "fact": "COALESCE({0}, 0) + 1",
        "claim": TEXT,
        "digest": DIGEST,
        "locator": TEXT,
        "quotation": TEXT,
        "standing": "CASE WHEN {0} = 'partly' THEN 'contradicts' ELSE 'partly' END",
    },
    "encyclopedia_address": {
        "kind": "CASE WHEN {0} = 'person' THEN 'source' ELSE 'person' END",
        "slug": TEXT,
        "entry_id": MANUSCRIPT,
        "title": TEXT,
        "status": "CASE WHEN {0} = 'moved' THEN 'withdrawn' ELSE 'moved' END; reason = 'x'",
        "reason": "{0} || 'x'; status = 'withdrawn'",
        "since": TIME,
    },
}
