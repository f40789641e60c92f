"""The one place where a string is declared to be HTML that needs no escaping."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django.utils.safestring import SafeString, mark_safe

# Inside a script element only "</script" and "<!--" could end or confuse the data; none of these is needed in JSON.
_IN_SCRIPT = {
    ord("<"): "\\u003C",
    ord(">"): "\\u003E",
    ord("&"): "\\u0026",
    0x2028: "\\u2028",
    0x2029: "\\u2029",
}


def trusted(html: str) -> SafeString:
    """`html` for a template as it is. Only for output of the sanitiser, also marked, or what `bibliography` escaped."""
    return mark_safe(html)


def data_block(data: Mapping[str, Any]) -> SafeString:
    """JSON that can stand in a script element whatever strings it contains; keys sorted."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return trusted(text.translate(_IN_SCRIPT))
