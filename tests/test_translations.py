"""The catalogues in locale/ hold every sentence, in words that fit; nothing is missing, fuzzy or left over."""

from __future__ import annotations

import ast
import gettext
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import polib
import pytest
from django.utils.translation.template import templatize
from source_files import nodes

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "locale"
# Language → how many plural forms it has.
OFFICE = {"de": 2, "es": 2, "fr": 2, "ru": 3}
READERS = {"ar": 6}
LANGUAGES = {**OFFICE, **READERS}
# What readers see: everything of the encyclopedia, the pages that the web server answers with, reports of errors.
OF_READERS = (
    "encyclopedia/",
    "templates/public/",
    "templates/entry/",
    "templates/parts/",
    "templates/feeds/",
    "templates/base.html",
    "templates/4",
    "templates/5",
    "editorial/reports/",
)
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd%]|\{\w*\}")
TAG = re.compile(r"</?[a-zA-Z][^>]*>")
FUNCTIONS = {"_", "gettext", "gettext_lazy", "gettext_noop"}
WITH_PLURAL = {"ngettext", "ngettext_lazy"}
WITH_CONTEXT = {"pgettext", "pgettext_lazy", "npgettext"}
WORDS = r"""u?(?:'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")"""
CALL = re.compile(rf"\b(n?p?gettext|_)\(({WORDS}(?:, ?{WORDS})*)")

Sentence = tuple[str, str]  # context, English


@cache
def catalogue(language: str) -> polib.POFile:
    return polib.pofile(str(LOCALE / language / "LC_MESSAGES/django.po"))


@cache
def template() -> dict[Sentence, polib.POEntry]:
    entries = polib.pofile(str(LOCALE / "django.pot"))
    return {(entry.msgctxt or "", entry.msgid): entry for entry in entries if entry.msgid}


def in_code() -> Iterator[tuple[str, Sentence]]:
    for package in ("encyclopedia", "editorial"):
        for path in sorted((ROOT / package).rglob("*.py")):
            for node in nodes(path):
                if isinstance(node, ast.Call) and (name := called(node)):
                    words = [
                        constant.value
                        for constant in node.args
                        if isinstance(constant, ast.Constant)
                    ]
                    context = name in WITH_CONTEXT
                    if len(words) > context and isinstance(words[context], str):
                        yield (
                            str(path.relative_to(ROOT)),
                            (words[0] if context else "", words[context]),
                        )


def called(node: ast.Call) -> str:
    name = node.func.id if isinstance(node.func, ast.Name) else ""
    return name if name in FUNCTIONS | WITH_PLURAL | WITH_CONTEXT else ""


def in_templates() -> Iterator[tuple[str, Sentence]]:
    for path in sorted((ROOT / "templates").rglob("*.*")):
        for call in CALL.finditer(templatize(path.read_text())):
            words = list(ast.literal_eval(f"[{call[2]}]"))
            context = call[1] in WITH_CONTEXT
            yield str(path.relative_to(ROOT)), (words[0] if context else "", words[context])


@cache
def sentences() -> dict[Sentence, set[str]]:
    """Every sentence of code and templates, and the files in which it stands."""
    places: dict[Sentence, set[str]] = {}
    for path, sentence in (*in_code(), *in_templates()):
        places.setdefault(sentence, set()).add(path)
    return places


def wanted(language: str) -> set[Sentence]:
    if language in OFFICE:
        return set(template())
    return {
        sentence
        for sentence in template()
        if any(path.startswith(OF_READERS) for path in sentences().get(sentence, ()))
    }


def test_the_list_of_sentences_is_that_of_the_code() -> None:
    """`make messages` makes it."""
    assert set(sentences()) - set(template()) == set()
    assert set(template()) - set(sentences()) == set()
    assert len(template()) > 3_800


def test_the_languages_are_those_that_the_site_says_it_has() -> None:
    assert {path.parts[-3] for path in LOCALE.glob("*/LC_MESSAGES/django.po")} == set(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_translated_and_nothing_is_fuzzy_or_left_over(language: str) -> None:
    entries = {(entry.msgctxt or "", entry.msgid): entry for entry in catalogue(language)}
    missing = {sentence for sentence in wanted(language) if not is_whole(entries, sentence)}
    assert missing == set()
    assert [entry.msgid for entry in catalogue(language) if entry.fuzzy or entry.obsolete] == []
    assert set(entries) - set(template()) == set()


def is_whole(entries: dict[Sentence, polib.POEntry], sentence: Sentence) -> bool:
    entry = entries.get(sentence)
    return entry is not None and entry.translated()


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_keep_what_is_filled_in_and_the_ends_of_sentences(language: str) -> None:
    assert [fault for entry in catalogue(language) for fault in faults(entry, language)] == []


def faults(entry: polib.POEntry, language: str) -> Iterator[str]:
    singular, plural = entry.msgid, entry.msgid_plural or entry.msgid
    forms = [entry.msgstr_plural[number] for number in sorted(entry.msgstr_plural)]
    if entry.msgid_plural and len(forms) != LANGUAGES[language]:
        yield f"{singular}: {len(forms)} forms"
    for number, form in enumerate(forms or [entry.msgstr]):
        if not form:
            continue
        fills, asked = Counter(PLACEHOLDER.findall(form)), Counter(PLACEHOLDER.findall(plural))
        # "one claim" may go without its number; Arabic says none, one and two in words.
        may_lack = bool(forms) and number < (3 if language == "ar" else 1)
        if fills != asked and not (may_lack and fills <= asked):
            yield f"{singular}: {form}: {fills} for {asked}"
        if sorted(TAG.findall(form)) != sorted(TAG.findall(singular)):
            yield f"{singular}: {form}: other elements"
        if form != form.strip(" \n") and singular == singular.strip(" \n"):
            yield f"{singular}: {form!r}: a space at an end"


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_compiled_is_what_was_translated(language: str) -> None:
    with (LOCALE / language / "LC_MESSAGES/django.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    kept = {key: words for key, words in compiled._catalog.items() if key}  # type: ignore[attr-defined]
    written: dict[str | tuple[str, int], str] = {}
    for entry in catalogue(language):
        key = f"{entry.msgctxt}\x04{entry.msgid}" if entry.msgctxt else entry.msgid
        if entry.msgid_plural:
            written |= {(key, number): form for number, form in entry.msgstr_plural.items() if form}
        elif entry.msgstr:
            written[key] = entry.msgstr
    assert kept == written


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_that_are_the_same_in_english_stand_on_a_list(language: str) -> None:
    listed = (Path(__file__).parent / "same_words" / f"{language}.txt").read_text().splitlines()
    same = {
        entry.msgid
        for entry in catalogue(language)
        if entry.msgid in (entry.msgstr, entry.msgstr_plural.get(0))
        and re.search(r"[^\W\d_]{2}", TAG.sub("", PLACEHOLDER.sub("", entry.msgid)))
    }
    assert {repr(words)[1:-1] for words in same} == set(listed)
    assert listed == sorted(set(listed))
