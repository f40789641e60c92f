"""The words by which a page of a wiki leads to another one, in the languages of wikis."""

from __future__ import annotations

import re

_REDIRECT = re.compile(
    r"\s*#(?:REDIRECT|WEITERLEITUNG|REDIRECTION|REDIRECCIÓN|REDIRECCION|RINVIA|RINVIO|перенаправление|перенапр|"
    r"PATRZ|PRZEKIERUJ|TAM|DOORVERWIJZING|OMDIRIGERING|REDIRECIONAMENTO|OHJAUS|UUDELLEENOHJAUS|YÖNLENDİRME|YÖNLENDIR|"
    r"PŘESMĚRUJ|ÁTIRÁNYÍTÁS|REDIRECCIO|ĐỔI|転送|リダイレクト|重定向|넘겨주기|تغییر_?مسیر|تحويل|הפניה|ΑΝΑΚΑΤΕΥΘΥΝΣΗ|"
    r"перенаправлення|OMDIRIGER|BIRZUZENDU|PREUSMJERI|преусмери)\s*:?\s*\[\[:?([^\]|#\n]+)",
    re.IGNORECASE,
)


def redirect_in(text: str) -> str:
    """The title that the page leads to; "" where it is none that does."""
    match = _REDIRECT.match(text[:1000])
    return " ".join(match.group(1).replace("_", " ").split()) if match else ""
