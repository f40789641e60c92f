"""The examples of CommonMark 0.31.2 that we show differently on purpose, each with its reason."""

from __future__ import annotations

RAW_HTML = "raw HTML is shown as text"
PICTURE = "a picture is one of the entry's own, in a figure of its own, or shown as wanted"
ENTRY_LINK = "double brackets link to an entry"

DIFFERENCES: dict[int, str] = {
    **dict.fromkeys(
        [21, 31, 201, 308, 309, 344, 475, 476, 477, 491, 494, 524, 536, 642, 643], RAW_HTML
    ),
    **dict.fromkeys(range(148, 192), RAW_HTML),
    **dict.fromkeys([613, 614, 615, 616, 617, 623, *range(625, 632)], RAW_HTML),
    **dict.fromkeys([517, 520, 531, *range(572, 592)], PICTURE),
    **dict.fromkeys([548, 559], ENTRY_LINK),
}
