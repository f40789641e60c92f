"""An invented book with the marks of typesetting, for looking up quotations."""

from __future__ import annotations

import random
import re

from editorial.evidence.book_words import BookPage

NOUNS = re.findall(
    r"\S+",
    """printer compositor foundry ledger harbour winter strike pamphlet committee river lantern paper
    widow archive congress bridge cellar courier garden letter railway minister orchard treaty village
    workshop coffin telegram officer flag staircase affinity office profile first-comer re-election""",
)
VERBS = re.findall(
    r"\S+",
    """wrote refused carried printed opened buried remembered signed burned offered repaired crossed
    denied praised folded counted waited answered affirmed confined""",
)
OTHERS = re.findall(
    r"\S+",
    """the a every no this that and but because while although never always once slowly openly in on
    under behind after before without against her his their some few many old new grey narrow difficult""",
)
SIGNS = [", ", "; ", ": ", " — ", " – ", ", “", "” "]


def sentence(chance: random.Random) -> str:
    """One sentence of five to thirty words."""
    words: list[str] = []
    for _ in range(chance.randint(5, 30)):
        words.append(chance.choice(chance.choice([NOUNS, VERBS, OTHERS, OTHERS])))
    if chance.random() < 0.3:
        words[chance.randrange(len(words))] = str(chance.randint(1850, 1950))
    text = words[0].capitalize()
    for word in words[1:]:
        text += chance.choice(SIGNS) if chance.random() < 0.12 else " "
        text += word
    return text + chance.choice([".", ".", ".", "?", "!"])


def plain_pages(chance: random.Random, count: int, words: int = 250) -> list[str]:
    """The running text of each page, before it is set."""
    pages: list[str] = []
    for _ in range(count):
        sentences: list[str] = []
        while sum(len(text.split()) for text in sentences) < words:
            sentences.append(sentence(chance))
        pages.append(" ".join(sentences))
    return pages


def printed(chance: random.Random, pages: list[str], first: int = 1) -> list[BookPage]:
    """The pages with lines, hyphenation, ligatures, soft hyphens, running heads and numbers."""
    result: list[BookPage] = []
    for number, text in enumerate(pages, first):
        lines = _lines(chance, text)
        head = "THE PRINTERS’ LEAGUE" if number % 2 else "A History"
        set_text = "\n".join([f"{head}   {number}", "", *lines, "", str(number)])
        for plain, ligature in (("ffi", "ﬃ"), ("fi", "ﬁ"), ("fl", "ﬂ")):
            set_text = set_text.replace(plain, ligature)
        result.append(BookPage(str(number), set_text))
    return result


def _lines(chance: random.Random, text: str) -> list[str]:
    lines: list[str] = []
    words = text.split(" ")
    line = ""
    for word in words:
        room = 62 - len(line)
        if len(word) + 1 <= room:
            line = f"{line} {word}".strip()
        elif len(word) > 6 and word.isalpha() and room > 4 and chance.random() < 0.8:
            cut = min(room - 2, len(word) - 3)
            hyphen = "\u00ad" if chance.random() < 0.2 else "-"
            lines.append(f"{line} {word[:cut]}{hyphen}")
            line = word[cut:]
        else:
            lines.append(line)
            line = word
    return [*lines, line]
