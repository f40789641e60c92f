"""Make `encyclopedia/markup/languages/words/frequent/`: frequent words whose looks alone do not show them to be whole.

From the word frequencies of wordfreq 3.1.1, checked against a spelling dictionary, so that no cut word slips in:

    pip install wordfreq==3.1.1
    apt-get install hunspell hunspell-{cs,da,de-de,en-gb,es,fr,nl,pl,pt-pt,ru,sv,uk}
    python docs/vocabularies/make_words.py

wordfreq's data are under CC BY-SA 4.0, and so are the lists made here (see `frequent/README.md`). What the rule of
`word_ends` takes for whole by itself is left out, and so are words that an adjective or a title goes on from: somebody
who shortens these may cut them just there ("stavební" to "staveb.", "cabinet" to "cabin.").
"""

from __future__ import annotations

import subprocess
import sys
import unicodedata
from pathlib import Path
from textwrap import fill

import wordfreq

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from encyclopedia.markup.languages import language as vocabularies  # noqa: E402
from encyclopedia.markup.languages import language_of  # noqa: E402
from encyclopedia.markup.word_ends import Whole, whole  # noqa: E402

WORDS = ROOT / "encyclopedia/markup/languages/words"
MIN_LETTERS = 5
# Among so many words one is looked for that goes on from another.
MAX_KNOWN = 150_000
# The most frequent of all are seldom cut, whatever goes on from them.
MAX_COMMON = 1500
# The code, the dictionary, how many of the most frequent words are looked at, and the endings of what is often cut.
LANGUAGES = {
    "cs": ("cs_CZ", 30_000, "ní ný ský ový cký ická ický"),
    "da": ("da_DK", 25_000, "isk iske al ale ær el elle iv arie"),
    "de": ("de_DE", 30_000, "isch ische ischen liche lich iker ar arisch alisch aner"),
    "en": ("en_GB", 25_000, "al ical ial ian ic et ar ary ment istic eer"),
    "es": ("es_ES", 15_000, "al ales ario arios ista istas ico ica ial iales ación"),
    "fr": ("fr", 30_000, "al ale aire ique iel ien el elle aux er ier istes iste"),
    "nl": ("nl", 30_000, "aris aal isch ische eel air ale iaal ief ieve"),
    "pl": ("pl_PL", 30_000, "ny owy ski cki arski alny arz yczny iczny"),
    "pt": ("pt_PT", 15_000, "al ais ário ários ista istas ico ica ial iais ação"),
    "ru": ("ru_RU", 40_000, "ный ский овый альный ной ник ический ичный"),
    "sv": ("sv_SE", 30_000, "isk iska al ala är ell ella iv arie"),
    "uk": ("uk_UA", 40_000, "ний ський овий альний ник ичний"),
}


def spelled(words: list[str], dictionary: str) -> set[str]:
    """Those that the dictionary has."""
    wrong = subprocess.run(  # noqa: S603 - a dictionary of the list above
        ["hunspell", "-d", dictionary, "-l", "-i", "utf-8"],  # noqa: S607
        input="\n".join(words),
        capture_output=True,
        text=True,
        check=True,
    )
    return set(words) - set(wrong.stdout.split())


def frequent_words(code: str) -> list[str]:
    dictionary, most, endings = LANGUAGES[code]
    language = language_of(code)
    names = vocabularies.vocabulary("names") | vocabularies.vocabulary("places")
    rank = {
        unicodedata.normalize("NFC", word): place
        for place, word in enumerate(wordfreq.top_n_list(code, most))
    }
    known = set(wordfreq.top_n_list(code, MAX_KNOWN))
    candidates = [
        word
        for word in rank
        if len(word) >= MIN_LETTERS
        and word.isalpha()
        and (word > "\u0400") == (code in ("ru", "uk"))
        and word not in names | language.not_whole
        and whole(word, "", language) is not Whole.SURELY
        and not (language.capital_nouns and whole(word.capitalize(), "", language) is Whole.SURELY)
        and (rank[word] <= MAX_COMMON or not any(word + end in known for end in endings.split()))
    ]
    right = spelled(candidates, dictionary)
    if language.capital_nouns:
        nouns = spelled([word.capitalize() for word in candidates], dictionary)
        right |= {noun.lower() for noun in nouns}
    return sorted(word for word in candidates if word in right)


def main() -> None:
    folder = WORDS / "frequent"
    for file in folder.glob("*.txt"):
        file.unlink()
    vocabularies.vocabulary.cache_clear()
    for code in LANGUAGES:
        words = frequent_words(code)
        text = fill(" ".join(words), width=120, break_long_words=False, break_on_hyphens=False)
        (folder / f"{code}.txt").write_text(text + "\n", encoding="utf-8")
        sys.stdout.write(f"{code} {len(words)}\n")


if __name__ == "__main__":
    main()
