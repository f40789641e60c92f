"""The one table of expected answers: every route of the site, who may pass, and by which method.

A route that is not here fails the run. Outsiders may not see manuscripts: anonymous readers, disabled accounts, members
without staff rights, and staff without a role."""

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
ASSIGN = "editorial.assign_manuscript"
MARK = "editorial.mark_source"
IMPORT = "editorial.import_content"
MANAGE = "editorial.manage_accounts"
MERGE = "editorial.merge_source"
EVIDENCE = "editorial.view_evidence"
SUPPRESS = "editorial.suppress_manuscript"
SUPERUSER = "superuser"


@dataclass(frozen=True)
class RouteAccess:
    """`read` and `write`: the permission that GET and POST need, None when nobody may use that method.

    `public` routes answer everybody in the same way, and show nothing of the office. `token` routes need a token to
    write, `read_token` ones to read: none of the actors has one, and a session is not enough."""

    read: str | None = None
    write: str | None = None
    public: bool = False
    account: bool = False
    token: bool = False
    read_token: bool = False


PUBLIC = RouteAccess(public=True)
SEEN = RouteAccess(read=SEE)
ACCOUNT = RouteAccess(account=True)
TOKEN = RouteAccess(token=True)
READ_TOKEN = RouteAccess(read_token=True)


def form(permission: str) -> RouteAccess:
    return RouteAccess(read=permission, write=permission)


def move(permission: str) -> RouteAccess:
    return RouteAccess(write=permission)


_COMMENT_ACTS = ("reply", "resolve", "reopen", "refuse", "withdraw")
KINDS = ("article", "person", "organisation", "source", "page")

ROUTES: dict[str, RouteAccess] = {
    # Readers
    **dict.fromkeys(
        (
            "home",
            "about",
            "browse",
            "browse_kind",
            "tags",
            "tag",
            "search",
            "suggest",
            "opensearch",
            "opensearch_suggest",
            "claim",
            "wanted",
            "corrections",
            "corrections_feed",
            "tag_feed",
            "entry_feed",
            "feed",
            "history_head",
            "beacon",
            "sitemap",
            "sitemap_page",
            "robots",
            "favicon",
            "house_colours",
            "house_logo",
            "picture",
            "picture_file",
            "rendition",
            "timeline",
            "members",
            "cited",
            "cite",
            "cite_edition",
            "book",
            "book_file",
            "chosen_book",
            "chosen_book_file",
            "subject_book",
            "subject_book_file",
            "download",
            "download_edition",
            "entry_bibliography",
            "bibliography",
            "entry",
            "entry_data",
            "edition",
            "edition_data",
            "edition_datacite",
            "oai",
            "history",
            "links",
            "link_preview",
            "compare_choice",
            "compare",
            *(f"report_error{end}" for end in ("", "_of_edition")),
            *(f"correct_sentence{end}" for end in ("", "_of_edition")),
            *("healthz", "readyz", "metrics", "policy_report", "security_txt"),
            *("api", "api_openapi"),
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
    **dict.fromkeys(("api_drafts", "api_draft_comment"), TOKEN),
    **dict.fromkeys(("api_draft", "api_draft_comments"), READ_TOKEN),
    # The office
    # Staff without a role are shown an office without any work.
    "admin:index": ACCOUNT,
    **{f"admin:{what}": SEEN for what in ("app_list", "manuscript")},
    **{f"admin:correct{what}": RouteAccess(SEE, SAVE) for what in ("", "_revision")},
    "admin:answer": move(SAVE),
    **{f"admin:{what}": SEEN for what in ("history", "preview", "shared_words")},
    **{f"admin:{what}": SEEN for what in ("compare_choice", "compare")},
    "admin:move_submit": move(SUBMIT),
    "admin:move_recall": move(SUBMIT),
    "admin:move_return": move(RETURN),
    "admin:move_approve": move(APPROVE),
    "admin:move_schedule": move(PUBLISH),
    "admin:move_unschedule": move(PUBLISH),
    "admin:move_publish": move(PUBLISH),
    "admin:move_withdraw": move(WITHDRAW),
    **{f"admin:move_{name}": move(SAVE) for name in ("revert", "rename", "bring_back")},
    "admin:move_discard": form(SAVE),
    "admin:move_waive": move(WAIVE),
    "admin:move_mark": move(MARK),
    **{f"admin:move_{name}": move(PUBLISH) for name in ("record_doi", "join_translation")},
    "admin:move_take": move(SEE),
    "admin:move_assign": move(ASSIGN),
    "admin:move_remind": move(ASSIGN),
    "admin:entries_file": SEEN,
    **{f"admin:{what}_view": move(SEE) for what in ("keep", "drop")},
    "admin:needed_citations": SEEN,
    "admin:book": form(SEE),
    **{f"admin:figures{what}": RouteAccess(read=ASSIGN) for what in ("", "_file")},
    "admin:bulk_run": RouteAccess(read=SEE, write=SEE),
    **{f"admin:work{what}": form(ASSIGN) for what in ("", "_rules")},
    **{f"admin:{what}": move(ASSIGN) for what in ("work_rule_delete", "picture_aside")},
    **{f"admin:live_{kind}{what}": move(SAVE) for kind in KINDS for what in ("", "_shared_words")},
    **{f"admin:live_{what}": SEEN for what in ("address", "date")},
    **{f"admin:live_{what}": move(SAVE) for what in ("reference", "source_key", "text")},
    **{f"admin:live_{what}": move(SAVE) for what in ("cite", "accept", "look_up")},
    **{f"admin:lookup_{what}": SEEN for what in ("entries", "sources", "people", "tags")},
    "admin:keep_form": move(SAVE),
    "admin:close_form": move(SEE),
    "admin:form_token": SEEN,
    "admin:signed_in": SEEN,
    "admin:upload": move(SAVE),
    **{f"admin:picture{what}": SEEN for what in ("s", "", "_small", "_page")},
    "admin:permission_file": SEEN,
    "admin:lookup_pictures": RouteAccess(read=SAVE),
    **{f"admin:picture_{what}": move(SAVE) for what in ("describe", "renew")},
    "admin:notices": SEEN,
    "admin:notices_read": move(SEE),
    "admin:notice_settings": form(SEE),
    "admin:record": RouteAccess(read=APPROVE),
    "admin:suppressions": form(SUPPRESS),
    "admin:imports": SEEN,
    "admin:import_new": form(IMPORT),
    "admin:import": SEEN,
    "admin:import_progress": SEEN,
    "admin:import_report": SEEN,
    **{f"admin:import_{name}": move(IMPORT) for name in ("stop", "go_on", "now", "again")},
    **{f"admin:import_{name}": move(IMPORT) for name in ("decide", "map", "pictures")},
    **{f"admin:import_{name}": form(IMPORT) for name in ("notes", "templates", "template")},
    "admin:import_publish": move(PUBLISH),
    "admin:tokens": form(SAVE),
    "admin:token_revoke": move(SAVE),
    "admin:editorial_manuscript_changelist": SEEN,
    **{
        f"admin:editorial_{kind}manuscript_changelist": RouteAccess(read=SEE, write=SEE)
        for kind in KINDS
    },
    **{f"admin:editorial_{kind}manuscript_add": form(SAVE) for kind in KINDS},
    **{f"admin:editorial_{kind}manuscript_change": form(SAVE) for kind in KINDS},
    # Sources that may be one work
    "admin:duplicates": SEEN,
    "admin:duplicate": RouteAccess(read=SEE, write=MERGE),
    "admin:merge_choice": RouteAccess(read=MERGE),
    # The desk
    "admin:desk": SEEN,
    "admin:desk_manuscript": SEEN,
    "admin:desk_citation": SEEN,
    "admin:desk_evidence": RouteAccess(read=EVIDENCE, write=EVIDENCE),
    "admin:desk_evidence_file": RouteAccess(read=EVIDENCE),
    "admin:desk_evidence_page": RouteAccess(read=EVIDENCE),
    "admin:desk_evidence_picture": RouteAccess(read=EVIDENCE),
    "admin:desk_evidence_aside": move(EVIDENCE),
    "admin:desk_card": RouteAccess(read=CHECK),
    "admin:desk_next": move(CHECK),
    "admin:desk_check": move(CHECK),
    "admin:desk_confirm": move(CHECK),
    "admin:desk_hold": move(CHECK),
    "admin:desk_release": move(CHECK),
    "admin:desk_ask": move(RETURN),
    # Readers' reports of errors
    "admin:reports": SEEN,
    "admin:reports_decline": move(SEE),
    "admin:report": SEEN,
    "admin:report_give": move(SEE),
    "admin:report_answer": move(SEE),
    "admin:report_close": move(SEE),
    "admin:report_forget": move(ASSIGN),
    "admin:comments": form(SEE),
    "admin:comment_people": SEEN,
    **dict.fromkeys((f"admin:comment_{act}" for act in _COMMENT_ACTS), move(SEE)),
    "admin:comment_accept": move(SAVE),
    # Commissions: whoever is asked sees their own
    "admin:commissions": RouteAccess(read=ASSIGN),
    "admin:commissions_file": RouteAccess(read=ASSIGN),
    "admin:commissions_wanted": RouteAccess(read=ASSIGN),
    "admin:commission_new": form(ASSIGN),
    "admin:commission": SEEN,
    "admin:commission_agreements": form(ASSIGN),
    "admin:agreements": form(ASSIGN),
    "admin:agreement_file": RouteAccess(read=ASSIGN),
    "admin:agreement_withdraw": move(ASSIGN),
    **{
        f"admin:commission_{name}": move(SEE)
        for name in (
            *("reserve", "invite", "agree", "decline", "write", "remind", "join", "part"),
            *("change", "release", "drop"),
        )
    },
    # Accounts and groups
    **{
        f"admin:auth_group_{view}": RouteAccess(read=SUPERUSER, write=SUPERUSER)
        for view in ("changelist", "add", "change")
    },
    "admin:auth_group_history": RouteAccess(read=SUPERUSER),
    "admin:auth_group_delete": RouteAccess(),
    "admin:profile": ACCOUNT,
    **dict.fromkeys(("admin:profile_address", "admin:profile_data"), ACCOUNT),
    "admin:profile_confirmed": ACCOUNT,
    "admin:people": form(MANAGE),
    "admin:person": form(MANAGE),
    "admin:account_log": RouteAccess(read=MANAGE),
    "admin:account_log_file": RouteAccess(read=MANAGE),
    # Tags are shown, never written: documents contain them
    "admin:encyclopedia_tag_changelist": RouteAccess(read=SEE),
    "admin:encyclopedia_tag_change": RouteAccess(read=SEE),
    "admin:encyclopedia_tag_history": RouteAccess(read=SEE),
    "admin:encyclopedia_tag_add": RouteAccess(),
    "admin:encyclopedia_tag_delete": RouteAccess(),
    # Django's own
    "admin:login": ACCOUNT,
    "admin:logout": ACCOUNT,
    "admin:password_change": ACCOUNT,
    "admin:password_change_done": ACCOUNT,
    **dict.fromkeys(
        (
            *("account_login", "account_logout", "account_inactive"),
            *("account_reauthenticate", "account_change_password", "account_set_password"),
            *("account_reset_password", "account_reset_password_done"),
            *("account_reset_password_from_key", "account_reset_password_from_key_done"),
            *("account_invitation", "account_invitation_outside"),
            *(f"account_outside{end}" for end in ("", "_join", "_again", "_back", "_part")),
            *("account_outside_posted", "account_outside_metadata"),
            *("account_second_step", "account_app_picture"),
            "usersessions_list",
            *("mfa_index", "mfa_authenticate", "mfa_reauthenticate", "mfa_activate_totp"),
            *("mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_generate_recovery_codes"),
            *("mfa_add_webauthn", "mfa_login_webauthn", "mfa_reauthenticate_webauthn"),
            *("mfa_remove_webauthn", "mfa_list_webauthn"),
        ),
        ACCOUNT,
    ),
    "admin:jsi18n": ACCOUNT,
    "admin:autocomplete": RouteAccess(),
    "admin:view_on_site": RouteAccess(),
}
