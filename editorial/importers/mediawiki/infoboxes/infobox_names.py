"""Which fields of an infobox hold its picture and whom it is about."""

from __future__ import annotations

import re

PICTURES = (
    "image",
    "bild",
    "imagen",
    "imagem",
    "immagine",
    "изображение",
    "afbeelding",
    "grafika",
    "zdjęcie",
    "foto",
    "photo",
    "resim",
    "bilde",
    "obrázek",
    "logo",
    "image name",
    "画像",
    "图像",
    "kuva",
    "fichier",
    "img",
)
CAPTIONS = (
    "caption",
    "image caption",
    "bildunterschrift",
    "légende",
    "pie de imagen",
    "pie imagen",
    "legenda",
    "didascalia",
    "описание изображения",
    "opis zdjęcia",
    "onderschrift",
    "bildtext",
    "bildetekst",
    "résim yazısı",
    "popisek",
    "picture caption",
    "alt",
)
NAMES = (
    "name",
    "nom",
    "nombre",
    "nome",
    "имя",
    "nazwa",
    "naam",
    "navn",
    "namn",
    "jméno",
    "名前",
    "姓名",
    "imię i nazwisko",
)
# These stand at a page's end and are about its subject.
METADATA = frozenset({"personendaten", "persondata"})


def words_of(name: str) -> set[str]:
    """The words of a name, without what tells it apart in brackets."""
    return set(re.findall(r"\w+", re.sub(r"\([^()]*\)", " ", name).casefold()))
