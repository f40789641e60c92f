"""Which pages of the office somebody with a restriction may open. A page that is not named here is closed to them.

Each of these narrows what it shows by `Manuscript.objects.seen_by`; `tests/access/test_restrictions.py` tries them all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from editorial.models import Shown
from editorial.models.restrictions import restriction_of
from editorial.moves import MOVES
from encyclopedia.core.documents import KINDS

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User

# One's own account, and what is told to it.
_OWN = frozenset(
    {
        *(
            "index",
            "jsi18n",
            "form_token",
            "signed_in",
            "profile",
            "profile_address",
            "profile_data",
            "profile_confirmed",
        ),
        *("notices", "notices_read", "notice_settings"),
    }
)
_DESK = frozenset(
    {
        *("desk", "desk_manuscript", "desk_citation", "desk_card", "desk_next"),
        *("desk_check", "desk_confirm", "desk_hold", "desk_release"),
        *("desk_evidence", "desk_evidence_file", "desk_evidence_page", "desk_evidence_picture"),
    }
)
_COMMENTS = frozenset(
    {
        *("comments", "comment_people", "comment_withdraw", "comment_reply"),
        *("comment_resolve", "comment_reopen", "comment_accept", "comment_refuse"),
    }
)
_MANUSCRIPT = frozenset(
    {
        "manuscript",
        "preview",
        "shared_words",
        "compare_choice",
        "compare",
        "picture",
        "picture_small",
    }
)
_WRITING = frozenset(
    {
        *("keep_form", "close_form"),
        *(
            "history",
            "correct",
            "correct_revision",
            "answer",
            "upload",
            "pictures",
            "picture_page",
            "picture_describe",
            "picture_renew",
            "permission_file",
            "lookup_pictures",
            "live_address",
            "live_date",
            "live_reference",
            "live_cite",
            "live_accept",
            "live_look_up",
            "live_source_key",
            "live_text",
        ),
        *("lookup_entries", "lookup_sources", "lookup_people", "lookup_tags"),
        *("needed_citations", "desk_ask", "desk_evidence_aside", "tokens", "token_revoke"),
        *("entries_file", "keep_view", "drop_view", "bulk_run"),
        *("commission", "commission_agree", "commission_decline", "commission_join"),
        *("reports", "reports_decline", "report", "report_give", "report_answer", "report_close"),
        *(f"move_{name}" for name in MOVES),
        "editorial_manuscript_changelist",
        *(
            f"editorial_{kind}manuscript_{page}"
            for kind in KINDS
            for page in ("changelist", "add", "change")
        ),
        *(f"live_{kind}{what}" for kind in KINDS for what in ("", "_shared_words")),
    }
)
_OPENED = {
    Shown.OWN: _OWN | _DESK | _COMMENTS | _MANUSCRIPT | _WRITING,
    Shown.SUBJECTS: _OWN | _DESK | _COMMENTS | _MANUSCRIPT | _WRITING,
    Shown.MANUSCRIPT: _OWN | _DESK | _COMMENTS | _MANUSCRIPT,
    # The page of the manuscript leads this guest to its citations.
    Shown.CITATIONS: _OWN | _DESK | _COMMENTS | {"manuscript"},
}


def is_open(user: User | AnonymousUser, route: str | None) -> bool:
    """Whether a restriction of this person, if there is any, leaves this route of the office open."""
    restriction = restriction_of(user)
    return restriction is None or route in _OPENED[Shown(restriction.shown)]
