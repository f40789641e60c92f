"""The corpus of sixteen languages: what stands there is found, what does not is not, and what is altered is told."""

from __future__ import annotations

import json
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from editorial.evidence.quotations import BookPage, EvidenceText, Match

CORPUS = Path(__file__).with_name("quotations")
LANGUAGES = sorted(path.stem for path in CORPUS.glob("*.json"))
# Cut by lot inside a number that is written in characters: they say another number.
CUT_NUMBERS = ("六年,东家赵满仓", "十尺，溺死更夫", "簽字的契約從頭")
# Cut by lot directly behind a number or a character that says no; with what stands there.
BEHIND = {
    "月に完成し": "0",
    "度も警告を受け": "三",
    "月に免職となった": "5",
    "ลำซึ่งจอดอยู่": "สี่",
    "ใช่ของเจ้านาย": "มิ",
    "连三年付给": "一",
    "月竣工，耗銀": "十",
    "有睡過一夜": "沒",
    "過\n失，但指出": "無",
}
CUT = (*CUT_NUMBERS, *BEHIND)


@cache
def corpus(language: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((CORPUS / f"{language}.json").read_text())
    return read


@cache
def book(language: str) -> EvidenceText:
    pages = corpus(language)["pages"]
    return EvidenceText([BookPage(str(n), text) for n, text in enumerate(pages, 1)])


def looked_up(language: str, quotation: dict[str, Any]) -> Match:
    page = quotation.get("page")
    locator = "" if page is None else f"p. {page + 1}"
    return book(language).locate(quotation["quotation"], locator)


def bare(words: str) -> str:
    """Only letters, marks and digits, as the corpus's own rule compares."""
    plain = unicodedata.normalize("NFKC", words).casefold()
    kept = [c for c in plain if unicodedata.category(c)[0] not in "ZCP" and c != "¬"]
    return unicodedata.normalize("NFKC", "".join(kept))


def test_the_corpus_is_whole() -> None:
    assert len(LANGUAGES) == 16
    counted = {
        kind: sum(len(corpus(language)[kind]) for language in LANGUAGES)
        for kind in ("true", "false", "altered")
    }
    assert counted == {"true": 532, "false": 795, "altered": 108}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_true_quotation_is_found_word_for_word(language: str) -> None:
    missed = [
        quotation["quotation"]
        for quotation in corpus(language)["true"]
        if looked_up(language, quotation).status != "found"
    ]
    assert [words for words in missed if not words.startswith(CUT)] == []


def test_a_quotation_that_cuts_a_number_is_not_word_for_word() -> None:
    cut = [
        looked_up(language, quotation).status
        for language in ("zh-Hans", "zh-Hant")
        for quotation in corpus(language)["true"]
        if quotation["quotation"].startswith(CUT_NUMBERS)
    ]
    assert cut == ["near"] * 3


def test_a_quotation_that_begins_behind_a_number_or_a_no_is_found_with_that() -> None:
    told = {
        words: (match.status, [(change.kind, change.source) for change in match.changes])
        for language in ("ja", "th", "zh-Hans", "zh-Hant")
        for quotation in corpus(language)["true"]
        for words in BEHIND
        if quotation["quotation"].startswith(words)
        for match in [looked_up(language, quotation)]
    }
    assert told == {words: ("changed", [("behind", what)]) for words, what in BEHIND.items()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_false_quotation_is_found_word_for_word(language: str) -> None:
    believed = [
        quotation["quotation"]
        for quotation in corpus(language)["false"]
        if looked_up(language, quotation).status in {"found", "elsewhere"}
    ]
    assert believed == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_brackets_and_omissions_stand_for_is_told(language: str) -> None:
    for quotation in corpus(language)["altered"]:
        match = looked_up(language, quotation)
        assert match.status == "changed", quotation
        told = bare("".join(change.source for change in match.changes))
        assert bare(quotation["stands_for"]) in told, (quotation, match.changes)
        if quotation["how"] != "bracket":
            assert sum(change.length for change in match.changes) == quotation["words_left_out"]
            ends = sum(change.sentence_ends for change in match.changes)
            assert ends == quotation["sentence_ends_left_out"], (quotation, match.changes)
