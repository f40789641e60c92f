"""The office's own addresses under /admin/: route, view, fixed arguments, name."""

from __future__ import annotations

from typing import Any

from editorial.admin import (
    bringing,
    duplicates,
    entries,
    history,
    imports,
    live,
    lookups,
    making,
    moves,
    notices,
    overview,
    record,
    tokens,
)
from editorial.admin.doors import View
from encyclopedia.core.documents import KINDS

Route = tuple[str, View, dict[str, Any], str]

MANUSCRIPT = "manuscript/<uuid:pk>/"
IMPORT = "imports/<uuid:pk>/"

ROUTES: list[Route] = [
    (MANUSCRIPT, overview.overview, {}, "manuscript"),
    (f"{MANUSCRIPT}history/", history.history, {}, "history"),
    (f"{MANUSCRIPT}revision/<number:number>/", history.preview, {}, "preview"),
    (f"{MANUSCRIPT}compare/", history.compare, {}, "compare_choice"),
    (f"{MANUSCRIPT}compare/<number:before>/<number:after>/", history.compare, {}, "compare"),
    *(
        (f"{MANUSCRIPT}{name}/", making.move, {"name": name}, f"move_{name}")
        for name in moves.ROADS
    ),
    *((f"live/{kind}/", live.live_preview, {"kind": kind}, f"live_{kind}") for kind in KINDS),
    ("live/address/", live.address, {}, "live_address"),
    ("live/text/", bringing.read_text, {}, "live_text"),
    ("live/reference/", live.read_reference, {}, "live_reference"),
    ("lookup/entries/", lookups.entries, {}, "lookup_entries"),
    ("lookup/sources/", lookups.sources, {}, "lookup_sources"),
    ("lookup/tags/", lookups.tags, {}, "lookup_tags"),
    ("pictures/", entries.upload, {}, "upload"),
    ("pictures/<digest:digest>/", live.picture, {}, "picture"),
    ("duplicates/", duplicates.duplicates, {}, "duplicates"),
    ("duplicates/<uuid:one>/<uuid:other>/", duplicates.duplicate, {}, "duplicate"),
    (f"{MANUSCRIPT}merge/", duplicates.merge_choice, {}, "merge_choice"),
    ("notices/", notices.notices, {}, "notices"),
    ("notices/read/", notices.mark_read, {}, "notices_read"),
    ("record/", record.record, {}, "record"),
    ("imports/", imports.imports, {}, "imports"),
    ("imports/new/", imports.upload, {}, "import_new"),
    (IMPORT, imports.one, {}, "import"),
    (f"{IMPORT}progress/", imports.progress, {}, "import_progress"),
    (f"{IMPORT}report.csv", imports.report, {}, "import_report"),
    (f"{IMPORT}stop/", imports.stop, {}, "import_stop"),
    (f"{IMPORT}go-on/", imports.go_on, {}, "import_go_on"),
    (f"{IMPORT}now/", imports.import_now, {}, "import_now"),
    (f"{IMPORT}publish/", imports.publish, {}, "import_publish"),
    ("tokens/", tokens.tokens, {}, "tokens"),
    ("tokens/<number:number>/revoke/", tokens.revoke, {}, "token_revoke"),
]
