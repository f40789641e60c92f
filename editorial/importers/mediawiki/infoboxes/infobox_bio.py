"""Italian {{Bio}}: a person's infobox that also writes the first sentence of the article."""

from __future__ import annotations

from editorial.importers.mediawiki.templates.template_words import Arguments

_SAID = [
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
    """The sentence as wikitext; the dates are put together for the facts, and what the sentence
    says with references in it is taken out of the fields, so that it is not said twice.
    """
    values = {name.lower(): value.strip() for name, value in arguments.values.items()}

    def got(*names: str) -> str:
        return next((values[name] for name in names if values.get(name)), "")

    born = " ".join(filter(None, (got("giornomesenascita"), got("annonascita"))))
    died = " ".join(filter(None, (got("giornomesemorte"), got("annomorte"))))
    name = " ".join(filter(None, (got("titolo"), got("nome"), got("cognome"))))
    life = " – ".join(
        filter(
            None,
            (
                ", ".join(filter(None, part))
                for part in ((got("luogonascita"), born), (got("luogomorte"), died))
            ),
        )
    )
    female = got("sesso").upper() == "F"
    verb = ("è stata una" if female else "è stato un") if died else ("è una" if female else "è un")
    work = [got("attività"), got("attività2"), got("attività3"), got("altreattività").lstrip(", ")]
    works = ", ".join(filter(None, work))
    ending = (
        got("fineincipit")
        or f"{verb} {works} {got('nazionalità')}{_joined(got('postnazionalità'))}"
    )
    for field in _SAID:
        if "\ufdd0" in values.get(field, ""):
            arguments.values = {k: v for k, v in arguments.values.items() if k.lower() != field}
    for field, date in (("birth_date", born), ("death_date", died)):
        if date:
            arguments.values[field] = date
    if not name:
        return ""
    return (
        f"'''{name}'''{_joined(got('postcognome'))}{f' ({life})' if life else ''} {ending.strip()}."
    )


def _joined(text: str) -> str:
    return text if not text or text.startswith((",", ";", ".", ")")) else f" {text}"
