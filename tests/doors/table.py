"""The one table of expected answers: every route of the site, who may pass, and by which method.

A route that is not here fails the run. Outsiders are whoever may not see manuscripts: anonymous readers, disabled
accounts, members without staff rights, and staff without a role.
"""

from __future__ import annotations

from dataclasses import dataclass

SEE = "editorial.view_manuscript"
SAVE = "editorial.save_manuscript"
SUBMIT = "editorial.submit_manuscript"
RETURN = "editorial.return_manuscript"
CHECK = "editorial.check_citation"
APPROVE = "editorial.approve_manuscript"
PUBLISH = "editorial.publish_manuscript"
WITHDRAW = "editorial.withdraw_manuscript"
WAIVE = "editorial.waive_obstacle"
MARK = "editorial.mark_source"
IMPORT = "editorial.import_content"
MERGE = "editorial.merge_source"
EVIDENCE = "editorial.view_evidence"
SUPERUSER = "superuser"


@dataclass(frozen=True)
class Door:
    """`read` and `write`: the permission that GET and POST ask for, None when nobody gets through by that method.

    `public` doors answer everybody alike, and show nothing of the office to anybody. `token` doors open to a token
    alone: nobody who walks here has one, and a session is none.
    """

    read: str | None = None
    write: str | None = None
    public: bool = False
    account: bool = False
    token: bool = False


PUBLIC = Door(public=True)
SEEN = Door(read=SEE)
ACCOUNT = Door(account=True)
TOKEN = Door(token=True)


def form(permission: str) -> Door:
    return Door(read=permission, write=permission)


def move(permission: str) -> Door:
    return Door(write=permission)


KINDS = ("article", "person", "organisation", "source")

DOORS: dict[str, Door] = {
    # Readers
    **dict.fromkeys(
        (
            "home",
            "browse",
            "browse_kind",
            "tags",
            "tag",
            "search",
            "suggest",
            "claim",
            "wanted",
            "corrections",
            "corrections_feed",
            "feed",
            "history_head",
            "sitemap",
            "sitemap_page",
            "robots",
            "favicon",
            "picture",
            "picture_file",
            "cited",
            "cite",
            "entry_bibliography",
            "bibliography",
            "entry",
            "entry_data",
            "edition",
            "edition_data",
            "history",
            "links",
            "compare_choice",
            "compare",
            "api",
            "api_openapi",
            "api_entries",
            "api_entry",
            "api_sources",
            "api_source",
            "api_citations",
            "api_search",
            "api_unknown",
        ),
        PUBLIC,
    ),
    "api_drafts": TOKEN,
    # The office
    # Staff without a role are shown an office without any work.
    "admin:index": ACCOUNT,
    "admin:app_list": SEEN,
    "admin:manuscript": SEEN,
    "admin:history": SEEN,
    "admin:preview": SEEN,
    "admin:compare_choice": SEEN,
    "admin:compare": SEEN,
    "admin:move_submit": move(SUBMIT),
    "admin:move_recall": move(SUBMIT),
    "admin:move_return": move(RETURN),
    "admin:move_approve": move(APPROVE),
    "admin:move_schedule": move(PUBLISH),
    "admin:move_unschedule": move(PUBLISH),
    "admin:move_publish": move(PUBLISH),
    "admin:move_withdraw": move(WITHDRAW),
    "admin:move_revert": move(SAVE),
    "admin:move_rename": move(SAVE),
    "admin:move_waive": move(WAIVE),
    "admin:move_mark": move(MARK),
    **{f"admin:live_{kind}": move(SAVE) for kind in KINDS},
    "admin:live_address": SEEN,
    "admin:live_reference": move(SAVE),
    "admin:live_text": move(SAVE),
    "admin:lookup_entries": SEEN,
    "admin:lookup_sources": SEEN,
    "admin:lookup_tags": SEEN,
    "admin:upload": move(SAVE),
    "admin:picture": SEEN,
    "admin:notices": SEEN,
    "admin:notices_read": move(SEE),
    "admin:record": Door(read=APPROVE),
    "admin:imports": SEEN,
    "admin:import_new": form(IMPORT),
    "admin:import": SEEN,
    "admin:import_progress": SEEN,
    "admin:import_report": SEEN,
    "admin:import_stop": move(IMPORT),
    "admin:import_go_on": move(IMPORT),
    "admin:import_now": move(IMPORT),
    "admin:import_publish": move(PUBLISH),
    "admin:tokens": form(SAVE),
    "admin:token_revoke": move(SAVE),
    "admin:editorial_manuscript_changelist": SEEN,
    **{f"admin:editorial_{kind}manuscript_changelist": Door(read=SEE, write=SEE) for kind in KINDS},
    **{f"admin:editorial_{kind}manuscript_add": form(SAVE) for kind in KINDS},
    **{f"admin:editorial_{kind}manuscript_change": form(SAVE) for kind in KINDS},
    # Sources that may be one work
    "admin:duplicates": SEEN,
    "admin:duplicate": Door(read=SEE, write=MERGE),
    "admin:merge_choice": Door(read=MERGE),
    # The desk
    "admin:desk": SEEN,
    "admin:desk_manuscript": SEEN,
    "admin:desk_citation": SEEN,
    "admin:desk_evidence": Door(read=EVIDENCE, write=EVIDENCE),
    "admin:desk_evidence_file": Door(read=EVIDENCE),
    "admin:desk_evidence_page": Door(read=EVIDENCE),
    "admin:desk_evidence_aside": move(EVIDENCE),
    "admin:desk_card": Door(read=CHECK),
    "admin:desk_next": move(CHECK),
    "admin:desk_check": move(CHECK),
    "admin:desk_hold": move(CHECK),
    "admin:desk_release": move(CHECK),
    "admin:desk_ask": move(RETURN),
    # Accounts and groups
    **{
        f"admin:auth_{model}_{view}": Door(read=SUPERUSER, write=SUPERUSER)
        for model in ("user", "group")
        for view in ("changelist", "add", "change")
    },
    **{f"admin:auth_{model}_history": Door(read=SUPERUSER) for model in ("user", "group")},
    **{f"admin:auth_{model}_delete": Door() for model in ("user", "group")},
    "admin:auth_user_password_change": form(SUPERUSER),
    # Tags are looked at, never written: documents hold them
    "admin:encyclopedia_tag_changelist": Door(read=SEE),
    "admin:encyclopedia_tag_change": Door(read=SEE),
    "admin:encyclopedia_tag_history": Door(read=SEE),
    "admin:encyclopedia_tag_add": Door(),
    "admin:encyclopedia_tag_delete": Door(),
    # Django's own
    "admin:login": ACCOUNT,
    "admin:logout": ACCOUNT,
    "admin:password_change": ACCOUNT,
    "admin:password_change_done": ACCOUNT,
    "admin:jsi18n": ACCOUNT,
    "admin:autocomplete": Door(),
    "admin:view_on_site": Door(),
}
