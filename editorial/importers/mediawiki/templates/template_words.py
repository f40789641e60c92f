"""Templates whose words have to be computed: languages, pronunciations, dates, measures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from editorial.importers.mediawiki.templates.measures import (
    coordinates,
    date_words,
    formula,
    lifetime,
    measure,
)


@dataclass(slots=True)
class Arguments:
    """A template's arguments, expanded; positional ones are named "1", "2" …"""

    name: str
    values: dict[str, str] = field(default_factory=dict)
    language: str = "en"
    # Does a heading of the page stand before it?
    below_heading: bool = False

    def get(self, *names: str) -> str:
        """The first of these arguments that is present and not blank."""
        for name in names:
            value = self.values.get(name, "").strip()
            if value:
                return value
        return ""

    def positional(self) -> list[str]:
        values = []
        for number in range(1, len(self.values) + 1):
            value = self.values.get(str(number))
            if value is None:
                break
            values.append(value.strip())
        return values


def _language(arguments: Arguments) -> str:
    """{{lang-de|Wort}}: a word with the name of its language before it."""
    code = arguments.name.partition("-")[2]
    label = _LANGUAGE_NAMES.get(code.split("-")[0], "")
    text = arguments.get("1")
    if arguments.language != "en":
        return f"''{text}''" if text else ""
    return f"{label}: ''{text}''" if label and text else text


def _pronunciation(arguments: Arguments) -> str:
    """{{IPAc-en|æ|n}}: phonemes in one word; leading words such as "us" or "lang" are labels."""
    parts = [part for part in arguments.positional() if part]
    if arguments.name.startswith("ipac"):
        phones = [
            part for part in parts if part.lower() not in _SPOKEN and ".ogg" not in part.lower()
        ]
        return "/" + "".join(phones).replace("_", " ") + "/" if phones else ""
    return f"[{parts[0]}]" if parts else ""


_SPOKEN = frozenset(
    [
        "us",
        "uk",
        "en",
        "local",
        "lang",
        "pron",
        "also",
        "icon",
        "audio",
        "help",
        "rp",
        "ca",
        "au",
        "ga",
        "all",
        "ie",
        "nz",
    ]
)
_LANGUAGE_NAMES = {
    code: name
    for code, _, name in (
        pair.partition("=")
        for pair in [
            "ar=Arabic",
            "az=Azerbaijani",
            "be=Belarusian",
            "bg=Bulgarian",
            "bn=Bengali",
            "ca=Catalan",
            "cs=Czech",
            "cy=Welsh",
            "da=Danish",
            "de=German",
            "el=Greek",
            "es=Spanish",
            "et=Estonian",
            "eu=Basque",
            "fa=Persian",
            "fi=Finnish",
            "fr=French",
            "ga=Irish",
            "grc=Ancient_Greek",
            "he=Hebrew",
            "hi=Hindi",
            "hr=Croatian",
            "hu=Hungarian",
            "hy=Armenian",
            "id=Indonesian",
            "is=Icelandic",
            "it=Italian",
            "ja=Japanese",
            "ka=Georgian",
            "kk=Kazakh",
            "ko=Korean",
            "ku=Kurdish",
            "la=Latin",
            "lt=Lithuanian",
            "lv=Latvian",
            "mk=Macedonian",
            "mn=Mongolian",
            "nl=Dutch",
            "no=Norwegian",
            "pl=Polish",
            "ps=Pashto",
            "pt=Portuguese",
            "ro=Romanian",
            "ru=Russian",
            "sa=Sanskrit",
            "sk=Slovak",
            "sl=Slovene",
            "sq=Albanian",
            "sr=Serbian",
            "sv=Swedish",
            "sw=Swahili",
            "ta=Tamil",
            "th=Thai",
            "tr=Turkish",
            "uk=Ukrainian",
            "ur=Urdu",
            "uz=Uzbek",
            "vi=Vietnamese",
            "yi=Yiddish",
            "zh=Chinese",
        ]
    )
    for name in [name.replace("_", " ")]
}
_DATE_TEMPLATES = frozenset(
    [
        "geboren",
        "julgregdatum",
        "gestorben",
        "fecha",
        "naissance",
        "décès",
        "nacimiento",
        "defunción",
        "родился",
        "умер",
        "nascita",
        "start-date",
        "end-date",
        "dni",
        "morte",
        "nascimento",
        "falecimento",
        "syntynyt",
        "kuollut",
        "geburtsdatum",
        "sterbedatum",
        "fecha_de_nacimiento",
        "fecha_de_fallecimiento",
        "fecha_de_inicio",
        "date_de_naissance",
        "date_de_décès",
        "data_de_nascimento",
        "morte_e_idade",
        "дата_рождения",
        "дата_смерти",
        "fecha_de_nacimiento_y_edad",
        "fecha_de_defunción",
    ]
)
_Handler = Callable[[Arguments], str]
HANDLERS: list[tuple[Callable[[str], bool], _Handler]] = [
    (lambda name: name.startswith(("lang-", "lang ")), _language),
    (lambda name: name.startswith(("ipac-", "ipa-", "ipa-")), _pronunciation),
    (
        lambda name: name in {"convert", "cvt", "unit", "height", "conv", "auto"},
        lambda arguments: measure(arguments.values),
    ),
    (
        lambda name: name == "chem",
        lambda arguments: formula(arguments.values),
    ),
    (
        lambda name: name in {"coord", "coords", "coor", "coordinate"},
        lambda arguments: coordinates(arguments.values),
    ),
    (
        lambda name: (
            name.startswith(("birth", "death", "start", "end", "bda", "dda", "film date"))
            or "date" in name.split()
            or name.replace(" ", "_") in _DATE_TEMPLATES
        ),
        lambda arguments: date_words(arguments.values, arguments.language),
    ),
    (
        lambda name: name in {"lifetime", "lebensdaten"},
        lambda arguments: lifetime(arguments.values),
    ),
]
