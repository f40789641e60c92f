"""Make `encyclopedia/dates/languages/month_names.py`: what the months are called, in full and abbreviated, in any case.

From the CLDR of the Unicode Consortium, as Babel carries it:

    pip install Babel==2.19.0
    python docs/months/make_month_names.py

CLDR's data are under the Unicode License v3 (https://www.unicode.org/license.txt), and so is the table made here.
"""

from __future__ import annotations

from pathlib import Path

from babel import Locale
from babel.core import get_cldr_version

TABLE = Path(__file__).resolve().parents[2] / "encyclopedia/dates/languages/month_names.py"
# Each language with the countries that call its months otherwise.
LANGUAGES = {
    "ar": "ar ar_LB ar_MA ar_DZ ar_IQ",
    "be": "be",
    "bg": "bg",
    "ca": "ca",
    "cs": "cs",
    "da": "da",
    "de": "de de_AT",
    "el": "el",
    "es": "es es_MX es_PE es_AR",
    "et": "et",
    "fi": "fi",
    "fr": "fr fr_CA",
    "gl": "gl",
    "hr": "hr bs",
    "it": "it",
    "nb": "nb",
    "nl": "nl",
    "pl": "pl",
    "pt": "pt pt_PT",
    "ro": "ro",
    "ru": "ru",
    "sk": "sk",
    "sl": "sl",
    "sr": "sr sr_Latn",
    "sv": "sv",
    "tr": "tr",
    "uk": "uk",
}


def names_of(locales: str) -> list[str]:
    """The names of each of the twelve months, parted by strokes; those that are abbreviations have a full stop."""
    months: list[list[str]] = [[] for _month in range(12)]
    for width, stop in (("wide", ""), ("abbreviated", ".")):
        for locale in map(Locale.parse, locales.split()):
            for context in ("format", "stand-alone"):
                for number, name in locale.months[context][width].items():
                    plain = name.strip(". ").lower().removeprefix("de ").removeprefix("d’")
                    names = months[number - 1]
                    if any(map(str.isalpha, plain)) and not {plain, f"{plain}."} & {*names}:
                        names.append(plain + stop)
    return ["/".join(names) for names in months]


def table() -> str:
    lines = [
        '"""The names of the months by language, made by `docs/months/make_month_names.py` from CLDR '
        f"{get_cldr_version()}.",
        "",
        "Copyright © 1991-2025 Unicode, Inc., under the Unicode License v3: https://www.unicode.org/license.txt.",
        '"""',
        "",
        "from __future__ import annotations",
        "",
        "from typing import Final",
        "",
        "# A line for each quarter: months parted by bars, names of one by strokes; abbreviations have a full stop.",
        "MONTH_NAMES: Final = {",
    ]
    for code, locales in LANGUAGES.items():
        months = names_of(locales)
        quarters = [" | ".join(months[first : first + 3]) for first in range(0, 12, 3)]
        lines += [f'    "{code}": """', *quarters, '""",']
    return "\n".join([*lines, "}", ""])


if __name__ == "__main__":
    TABLE.write_text(table(), encoding="utf-8")
