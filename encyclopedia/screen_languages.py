"""The languages in which the site's own words can be shown: English, and those compiled in `locale/`.

Codes are BCP 47 in lower case, as Django has them; a folder of `locale/` is named as gettext has it: `pt_BR`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from django.conf.locale import LANG_INFO

ENGLISH = "en-gb"
# Catalogues that hold every screen; that of Arabic holds the readers' pages alone.
FOR_THE_OFFICE = "en,de,es,fr,ru"


def compiled(folder: Path) -> list[str]:
    """The codes that have a compiled catalogue, in the order of the alphabet."""
    files = folder.glob("*/LC_MESSAGES/django.mo")
    return sorted(file.parts[-3].replace("_", "-").lower() for file in files)


def best_of(asked: str, offered: Iterable[str]) -> str | None:
    """The offered language that comes nearest: itself, then with fewer subtags ("de-AT" → "de"), then of one base.

    As the lookup of RFC 4647 (3.4), which ends at the base; a sister of it ("pt" → "pt-br") is better than none.
    """
    codes = list(offered)
    wanted = asked.replace("_", "-").lower()
    while wanted:
        if wanted in codes:
            return wanted
        if "-" not in wanted:
            break
        wanted = wanted.rpartition("-")[0]
    return next((code for code in codes if code.partition("-")[0] == wanted), None)


def site_language(asked: str, catalogues: Sequence[str]) -> str:
    """The language of the site's own words: the one asked for where there are words in it, else English."""
    return asked.lower() if best_of(asked, ("en", *catalogues)) else ENGLISH


def offered(site: str, catalogues: Iterable[str]) -> list[tuple[str, str]]:
    """Code and own name ("Deutsch") of the site's language, of English and of these.

    Where the site is in "de-at" its own catalogue is that of "de", which is not offered beside it.
    """
    base = site.partition("-")[0]
    others = [ENGLISH] if base != "en" else []
    others += [code for code in catalogues if code not in (site, base)]
    return [(code, own_name(code)) for code in (site, *others)]


def own_name(code: str) -> str:
    """The language's name in itself, as a list of languages shows it: "Deutsch"; the code where it is not known."""
    known = best_of(code, LANG_INFO)
    info = LANG_INFO.get(known, {}) if known else {}
    if "fallback" in info:
        info = LANG_INFO[info["fallback"][0]]
    name = str(info.get("name_local", code))
    return name[:1].upper() + name[1:]
