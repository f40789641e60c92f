"""The office's own addresses under /admin/: route, view, fixed arguments, name."""

from __future__ import annotations

from typing import Any

from editorial.admin import (
    answer_views,
    audit_log_views,
    book_views,
    bulk_views,
    compare_views,
    duplicate_views,
    figure_views,
    import_notes_views,
    import_pictures_views,
    import_templates_views,
    import_views,
    list_views,
    live_answers,
    lookups,
    move_views,
    needed_views,
    new_source_views,
    notice_views,
    open_form_views,
    overview,
    picture_page,
    picture_views,
    revision_views,
    shared_words,
    suppression_views,
    text_import_views,
    token_views,
    work_views,
)
from editorial.admin.office_view import View
from editorial.moves import MOVES
from encyclopedia.core.documents import KINDS

Route = tuple[str, View, dict[str, Any], str]

MANUSCRIPT = "manuscript/<uuid:pk>/"
IMPORT = "imports/<uuid:pk>/"

ROUTES: list[Route] = [
    (MANUSCRIPT, overview.overview, {}, "manuscript"),
    (f"{MANUSCRIPT}history/", revision_views.history, {}, "history"),
    (f"{MANUSCRIPT}answer/<digest:digest>/", answer_views.answer, {}, "answer"),
    (f"{MANUSCRIPT}revision/<number:number>/", revision_views.preview, {}, "preview"),
    (
        f"{MANUSCRIPT}revision/<number:number>/shared-words/",
        shared_words.shared_words,
        {},
        "shared_words",
    ),
    (f"{MANUSCRIPT}compare/", compare_views.compare, {}, "compare_choice"),
    (f"{MANUSCRIPT}compare/<number:before>/<number:after>/", compare_views.compare, {}, "compare"),
    *(
        (
            f"{MANUSCRIPT}{move.name}/",
            move_views.make_move,
            {"name": move.name},
            f"move_{move.name}",
        )
        for move in MOVES.values()
        if move.form
    ),
    *(
        (f"live/{kind}/", live_answers.live_preview, {"kind": kind}, f"live_{kind}")
        for kind in KINDS
    ),
    *(
        (
            f"live/{kind}/shared-words/",
            shared_words.live_shared_words,
            {"kind": kind},
            f"live_{kind}_shared_words",
        )
        for kind in KINDS
    ),
    ("live/address/", live_answers.address, {}, "live_address"),
    ("live/date/", live_answers.date, {}, "live_date"),
    ("live/text/", text_import_views.read_text, {}, "live_text"),
    ("live/cite/", new_source_views.cite, {}, "live_cite"),
    ("live/cite/look-up/", new_source_views.look_up_source, {}, "live_look_up"),
    ("live/cite/accept/", new_source_views.accept_source, {}, "live_accept"),
    ("live/source-key/", new_source_views.source_key, {}, "live_source_key"),
    ("live/reference/", live_answers.read_reference, {}, "live_reference"),
    ("lookup/entries/", lookups.entries, {}, "lookup_entries"),
    ("lookup/sources/", lookups.sources, {}, "lookup_sources"),
    ("lookup/people/", lookups.people, {}, "lookup_people"),
    ("lookup/tags/", lookups.tags, {}, "lookup_tags"),
    ("forms/keep/", open_form_views.keep, {}, "keep_form"),
    ("forms/close/", open_form_views.close, {}, "close_form"),
    ("forms/token/", open_form_views.token, {}, "form_token"),
    ("forms/signed-in/", open_form_views.signed_in, {}, "signed_in"),
    ("pictures/", picture_views.pictures, {}, "pictures"),
    ("pictures/upload/", picture_views.upload, {}, "upload"),
    ("pictures/<digest:digest>/", picture_views.picture, {}, "picture"),
    ("pictures/<digest:digest>/small/", picture_views.small, {}, "picture_small"),
    ("pictures/<digest:digest>/about/", picture_page.picture_page, {}, "picture_page"),
    ("pictures/<digest:digest>/describe/", picture_page.describe, {}, "picture_describe"),
    ("pictures/<digest:digest>/permission/", picture_page.permission_file, {}, "permission_file"),
    ("pictures/<digest:digest>/aside/", picture_page.put_aside, {}, "picture_aside"),
    ("pictures/<digest:digest>/renew/", picture_page.renew, {}, "picture_renew"),
    ("lookup/pictures/", picture_views.lookup, {}, "lookup_pictures"),
    ("duplicates/", duplicate_views.duplicates, {}, "duplicates"),
    ("duplicates/<uuid:one>/<uuid:other>/", duplicate_views.duplicate, {}, "duplicate"),
    (f"{MANUSCRIPT}merge/", duplicate_views.merge_choice, {}, "merge_choice"),
    ("notices/", notice_views.notices, {}, "notices"),
    ("notices/read/", notice_views.mark_read, {}, "notices_read"),
    ("notices/settings/", notice_views.notice_settings, {}, "notice_settings"),
    ("record/", audit_log_views.audit_log, {}, "record"),
    ("suppressions/", suppression_views.suppressions, {}, "suppressions"),
    ("imports/", import_views.imports, {}, "imports"),
    ("imports/new/", import_views.upload, {}, "import_new"),
    (IMPORT, import_views.import_job, {}, "import"),
    (f"{IMPORT}progress/", import_views.progress, {}, "import_progress"),
    (f"{IMPORT}report.csv", import_views.report, {}, "import_report"),
    (f"{IMPORT}stop/", import_views.stop, {}, "import_stop"),
    (f"{IMPORT}go-on/", import_views.resume, {}, "import_go_on"),
    (f"{IMPORT}now/", import_views.import_now, {}, "import_now"),
    (f"{IMPORT}notes/", import_notes_views.notes, {}, "import_notes"),
    (f"{IMPORT}notes/decide/", import_notes_views.decide, {}, "import_decide"),
    (f"{IMPORT}templates/", import_templates_views.templates, {}, "import_templates"),
    (f"{IMPORT}templates/one/", import_templates_views.template, {}, "import_template"),
    (f"{IMPORT}templates/map/", import_templates_views.map_one, {}, "import_map"),
    (f"{IMPORT}pictures/", import_pictures_views.upload_pictures, {}, "import_pictures"),
    (f"{IMPORT}again/", import_views.read_again, {}, "import_again"),
    (f"{IMPORT}publish/", import_views.publish, {}, "import_publish"),
    ("entries.csv", list_views.entries_file, {}, "entries_file"),
    ("views/keep/", list_views.keep_view, {}, "keep_view"),
    ("views/<number:number>/drop/", list_views.forget_view, {}, "drop_view"),
    ("citations-needed/", needed_views.needed_citations, {}, "needed_citations"),
    ("book/", book_views.choose, {}, "book"),
    ("figures/", figure_views.figures_page, {}, "figures"),
    ("figures.csv", figure_views.figures_file, {}, "figures_file"),
    ("bulk/<uuid:pk>/", bulk_views.bulk_run, {}, "bulk_run"),
    ("work/", work_views.work, {}, "work"),
    ("work/rules/", work_views.rules, {}, "work_rules"),
    ("work/rules/<number:number>/end/", work_views.delete_rule, {}, "work_rule_delete"),
    ("tokens/", token_views.tokens, {}, "tokens"),
    ("tokens/<number:number>/revoke/", token_views.revoke, {}, "token_revoke"),
]
