"""From approved documents to readers' tables, and their removal. All of it inside the caller's transaction.

Every row and part is derived from the current edition's document, so that `rebuild` can derive it again.
"""

from encyclopedia.projection.content_rows import UnknownSource
from encyclopedia.projection.dois import give_doi
from encyclopedia.projection.edition_heads import edition_head
from encyclopedia.projection.merged_addresses import merge
from encyclopedia.projection.origins import StandingsOf
from encyclopedia.projection.previewing import preview
from encyclopedia.projection.publishing import Rendered
from encyclopedia.projection.rebuilding import FromLog, Rebuilt, rebuild
from encyclopedia.projection.refreshing import affected_by
from encyclopedia.projection.remaking import made_page
from encyclopedia.projection.standings import drop_lapsed, mark_source, set_standings
from encyclopedia.projection.storing import store_due_pages
from encyclopedia.projection.suppressing import suppress
from encyclopedia.projection.tallies import count
from encyclopedia.projection.translations import SaidOfTranslation, join_translation
from encyclopedia.projection.withdrawing import StillCited, leads_on, withdraw

__all__ = [
    "FromLog",
    "Rebuilt",
    "Rendered",
    "SaidOfTranslation",
    "StandingsOf",
    "StillCited",
    "UnknownSource",
    "affected_by",
    "count",
    "drop_lapsed",
    "edition_head",
    "give_doi",
    "join_translation",
    "leads_on",
    "made_page",
    "mark_source",
    "merge",
    "preview",
    "rebuild",
    "set_standings",
    "store_due_pages",
    "suppress",
    "withdraw",
]
