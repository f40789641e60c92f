"""Italian {{Bio}}: a person's infobox that also writes the first sentence of the article."""

from __future__ import annotations

from editorial.importers.mediawiki.templates.template_words import Arguments

_SENTENCE_FIELDS = [
    "titolo",
    "nome",
    "cognome",
    "postcognome",
    "pseudonimo",
    "preattività",
    "attività",
    "attività2",
    "attività3",
    "altreattività",
    "nazionalità",
    "postnazionalità",
    "fineincipit",
    "incipit",
]


def bio_sentence(arguments: Arguments) -> str:
    """The sentence as wikitext; the dates are joined for the facts, and the fields with references
    that the sentence repeats are removed, so that nothing appears twice.
    """
    values = {name.lower(): value.strip() for name, value in arguments.values.items()}

    def text_of(*names: str) -> str:
        return next((values[name] for name in names if values.get(name)), "")

    born = " ".join(filter(None, (text_of("giornomesenascita"), text_of("annonascita"))))
    died = " ".join(filter(None, (text_of("giornomesemorte"), text_of("annomorte"))))
    name = " ".join(filter(None, (text_of("titolo"), text_of("nome"), text_of("cognome"))))
    life = " – ".join(
        filter(
            None,
            (
                ", ".join(filter(None, part))
                for part in ((text_of("luogonascita"), born), (text_of("luogomorte"), died))
            ),
        )
    )
    female = text_of("sesso").upper() == "F"
    verb = ("è stata una" if female else "è stato un") if died else ("è una" if female else "è un")
    work = [
        text_of("attività"),
        text_of("attività2"),
        text_of("attività3"),
        text_of("altreattività").lstrip(", "),
    ]
    works = ", ".join(filter(None, work))
    ending = (
        text_of("fineincipit")
        or f"{verb} {works} {text_of('nazionalità')}{_joined(text_of('postnazionalità'))}"
    )
    for field in _SENTENCE_FIELDS:
        if "\ufdd0" in values.get(field, ""):
            arguments.values = {k: v for k, v in arguments.values.items() if k.lower() != field}
    for field, date in (("birth_date", born), ("death_date", died)):
        if date:
            arguments.values[field] = date
    if not name:
        return ""
    return f"'''{name}'''{_joined(text_of('postcognome'))}{f' ({life})' if life else ''} {ending.strip()}."


def _joined(text: str) -> str:
    return text if not text or text.startswith((",", ";", ".", ")")) else f" {text}"
