"""A source that a person saves is no longer as a program read it."""

from __future__ import annotations

from editorial.forms.source_form import looked_at

KEPT = {"type": "document", "title": "Smith, Tides, 1990", "custom": {"verbatim": "title"}}


def test_saving_says_that_the_fields_were_compared() -> None:
    record = {"type": "book", "title": "Tides", "custom": {"read": "words", "oclc": "12"}}
    assert looked_at(record, record) == {"type": "book", "title": "Tides", "custom": {"oclc": "12"}}


def test_words_are_printed_as_they_stand_until_somebody_says_what_they_are() -> None:
    corrected = {**KEPT, "title": "Smith, Tides, 1991"}
    assert looked_at(corrected, KEPT) == corrected
    book = {**KEPT, "type": "book", "title": "Tides"}
    assert looked_at(book, KEPT) == {"type": "book", "title": "Tides"}
