"""Words as quotations are compared by them, in any script. Pure: no Django.

Scripts that put no space between words (Chinese, Japanese, Thai and their like) are compared
character by character, each with its marks, so that a quotation may begin and end anywhere. Two
spellings that differ only in what typesetting and copying do to a text have one *key*: ligatures,
soft hyphens, hyphens (at a line's end or not), invisible characters, kinds of dash and quotation
mark, full-width and long letters, composed and decomposed accents, case. What an exact quotation
may not change (case, a hyphen, punctuation) is compared afterwards, by `spelling` and `between`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_MARKS = (
    "\u0300-\u034e\u0350-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a"
    "\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0711\u0730-\u074a\u07a6-\u07b0"
    "\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0981-\u0983\u09bc-\u09d7\u0a01-\u0a51\u0a81-\u0acd\u0b01-\u0b57"
    "\u0b82-\u0bcd\u0c00-\u0c56\u0d00-\u0d57\u0d81-\u0d83\u0dca-\u0ddf\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
    "\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece\u0f18-\u0f19\u0f35-\u0f39\u0f71-\u0f84\u102b-\u103e\u1056-\u1060\u135d-\u135f"
    "\u17b4-\u17d3\u17dd\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u3099\u309a\ufe20-\ufe2f"
)
# Shown as nothing: joiners, marks of direction, variation selectors, Arabic's stretching line.
INVISIBLE = (
    "\u034f\u0640\u061c\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    "\U000e0100-\U000e01ef"
)
# What stands as a word by itself: no word of these scripts ends where a reader could see it.
_THAI_AND_LIKE = "\u0e01-\u0e4e\u0e80-\u0ecf\u1000-\u103f\u1050-\u108f\u1780-\u17d3"
_HAN_AND_KANA = (
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff"
    "\u3105-\u312f\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua48c\uf900-\ufaff"
    "\uff66-\uff9d\U00020000-\U0003ffff"
)
_HANGUL = "\u1100-\u115f\ua960-\ua97c\uac00-\ud7a3"
_LETTER = rf"(?:[^\W_⁰¹²³⁴-⁹₀-₉]|[{_MARKS}])"
_SPACED = rf"(?![{_THAI_AND_LIKE}{_HAN_AND_KANA}{_HANGUL}]){_LETTER}"
_HYPHENS_ONLY = "\u058a\u05be\u2010\u2011\u2e17\ufe63\uff0d"
_HYPHEN = f"[-{_HYPHENS_ONLY}\u2012\u2013\u2212]"
_APOSTROPHE = "['’ʼ‘`´＇]"
# Read for an apostrophe by OCR; behind a number it is a measure.
_PRIME = r"(?<=[^\W\d_])\u2032(?=[^\W\d_])"
_UNSEEN = f"[{INVISIBLE}]*"
_LINE_END = r"[^\S\n]{0,8}\n[^\S\n]{0,8}"
# A hyphen inside a word, also where a line ended; copying makes a space of the line's end.
_INSIDE = (
    rf"(?:\u00ad(?:\s{{1,8}})?|{_APOSTROPHE}|{_PRIME}"
    rf"|[-{_HYPHENS_ONLY}]{_UNSEEN}(?:{_LINE_END}| (?=[^\W\d_A-Z]))?"
    rf"|[¬=~]{_LINE_END}(?=[^\W\d_])"
    rf"|(?<=\d)\u2013{_LINE_END}(?=\d)|[\u2012\u2013\u2212])"
)
# In French and Italian a word may be quoted without the article that is elided before it. Not after
# "n'": that would leave out a not.
_ELIDED = (
    rf"(?<![^\W_])(?i:l|d|j|m|t|s|c|qu|lorsqu|puisqu|jusqu|quoiqu|dell|nell|dall|sull|all|un|quell)"
    rf"{_APOSTROPHE}(?=[^\W\d_]{{2}})"
)
# The large first letter of a chapter, on a line by itself, where it is no word; and letters that are spaced out.
_DROP_CAP = (
    r"(?<![^\n])(?![AEIOUYÀÈÉÓАВЕИКОСУЫЮЯΗΟ])[A-ZÀ-ÖØ-ÞŠŽА-ЯЁΑ-Ω][^\S\n]{0,8}\n[^\S\n]{0,8}"
    r"(?=[a-zà-öø-ÿšžа-яёά-ώ])"
)
_SPACED_OUT = (
    rf"(?<![^\W_])(?!\d){_SPACED}(?:[ \u00a0\u2009\u200a\u202f](?!\d){_SPACED}){{3,}}(?!{_LETTER})"
)
_CLUSTER = (
    rf"[{_THAI_AND_LIKE}](?:[{_MARKS}{INVISIBLE}])*(?:\u0e33|\u0eb3|(?<=\u0e4d)\u0e32"
    rf"|(?<=\u0e4d[\u0e48-\u0e4b])\u0e32)?"
    rf"|[\u1100-\u115f\ua960-\ua97c][\u1160-\u11a7\ud7b0-\ud7c6]*[\u11a8-\u11ff\ud7cb-\ud7fb]*"
    rf"|[\uac00-\ud7a3][\u11a8-\u11ff\ud7cb-\ud7fb]*"
    rf"|[{_HAN_AND_KANA}][\u3099\u309a\uff9e\uff9f{INVISIBLE}]*"
)
WORD = re.compile(
    rf"{_ELIDED}|{_CLUSTER}"
    rf"|\d+(?:[.,٫٬]\d+)+(?!{_LETTER})"
    rf"|{_SPACED_OUT}"
    rf"|(?:{_DROP_CAP})?{_SPACED}(?:{_SPACED}|[{INVISIBLE}])*(?:{_INSIDE}{_UNSEEN}{_SPACED}(?:{_SPACED}|[{INVISIBLE}])*)*"
)
_ALONE = re.compile(f"[{_THAI_AND_LIKE}{_HAN_AND_KANA}{_HANGUL}]")
_HANGUL_START = re.compile(f"[{_HANGUL}]")
_NOTHING = re.compile(f"[{INVISIBLE}]")
_BROKEN = re.compile(rf"(?:{_HYPHEN}|[¬=~]){_UNSEEN}\s+|\u00ad\s*")
_HYPHENS = re.compile(_HYPHEN)
_HYPHEN_BY_DIGIT = re.compile(rf"(?<=\d){_HYPHEN}{_UNSEEN}\s*|{_HYPHEN}{_UNSEEN}\s*(?=\d)")
_APOSTROPHES = re.compile(f"{_APOSTROPHE}|{_PRIME}")
# Stand for a hyphen beside a digit, and for one at a line's end.
_KEPT, _PERHAPS = "\ue001", "\ue002"
# Vowel points of Arabic and Hebrew, and the stress of a Cyrillic word: a source may print them, nobody has to.
_OPTIONAL_MARKS = re.compile(
    "[\u064b-\u0652\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed"
    "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7]|(?<=[\u0400-\u04ff])\u0301"
)
# One letter, two characters: Arabic and Persian yeh and kaf.
_ONE_LETTER = str.maketrans("يك", "یک")
# Where Vietnamese sets a tone: hòa or hoà.
_TONE_AT_END = re.compile(
    "([oO](?=[aeAE])|[uU](?=[yY]))([aeyAEY])([\u0300\u0301\u0303\u0309\u0323])"
)
_THAI_AM = re.compile("([\u0e48-\u0e4b])\u0e4d")
_HYPHEN_AT_END = re.compile(rf"(?:[-{_HYPHENS_ONLY}¬]|\u00ad){_UNSEEN}\s*\Z")

# Between words: quotation marks, white space, brackets and note marks are ignored; all dashes are
# one.
_DASHES = re.compile(r"[-\u058a\u05be\u2010-\u2015\u2212\u2500\u2501\u2e17\u2e3a\u2e3b]+")
_NOTE_MARK = re.compile(r"\[\d{1,3}\]|[⁰¹²³⁴-⁹]+")
_SILENT = re.compile(
    r"(?:[\s\"'“”‘’‚‛„‟«»‹›`´\[\]*_†‡\u00ad「」『』《》〈〉〝〞〟﹁﹂﹃﹄❛❜❝❞״׳〔〕⟨⟩]|,,|<<|>>)+"
)
_ELLIPSIS = re.compile(r"(?:…|⋯|\.{2,}|\.(?:\s\.){2,})+")
_QUOTATION_MARK = re.compile(
    r"''|``|’’|‘‘|,,|<<|>>|[\"'“”‘’‚‛„‟«»‹›`´＂＇「」『』｢｣《》〈〉〝〞〟﹁﹂﹃﹄❛❜❝❞״׳⟨⟩]"
)
_LENGTH = re.compile(r"\d*(?:[kcdmµ]?m|[кдсм]?м)")
_RAISED = re.compile(r"[⁰¹²³⁴-⁹⁺⁻]+")


def key(word: str) -> str:
    """What spellings of one word share. A hyphen beside a digit belongs to the word: 10-12 is not 1012."""
    kept = _HYPHEN_BY_DIGIT.sub(_KEPT, _NOTHING.sub("", word))
    joined = _HYPHENS.sub("", "".join(_BROKEN.sub("", kept).split())).replace(_KEPT, "-")
    plain = _APOSTROPHES.sub("'", joined)
    return _OPTIONAL_MARKS.sub("", _plain(plain)).casefold().rstrip("'")


def spelling(word: str) -> str:
    """The word with case and hyphens, without those at a line's end that may not be its own."""
    return _spelled(word).replace(_PERHAPS, "")


def same_spelling(quoted: str, printed: str, *, free_case: bool) -> bool:
    """Whether they differ at most in a hyphen at a line's end, or in vowel points and stress that only the source
    prints; where `free_case` also in the case of the first letter.
    """
    quoted, printed = _spelled(quoted), _spelled(printed)
    if not _OPTIONAL_MARKS.search(quoted):
        printed = _OPTIONAL_MARKS.sub("", printed)
    if free_case:
        quoted, printed = quoted[:1].lower() + quoted[1:], printed[:1].lower() + printed[1:]
    if quoted == printed:
        return True
    (quoted, hyphens), (printed, printed_hyphens) = (
        _without_hyphens(quoted),
        _without_hyphens(printed),
    )
    return quoted == printed and all(
        hyphens.get(at, _PERHAPS) == printed_hyphens.get(at, _PERHAPS)
        or _PERHAPS in {hyphens.get(at), printed_hyphens.get(at)}
        for at in hyphens.keys() | printed_hyphens.keys()
    )


def _spelled(word: str) -> str:
    """The word with case and hyphens, each that may be the printer's own marked."""
    seen = _HYPHEN_BY_DIGIT.sub(_KEPT, _NOTHING.sub("", word))
    joined = _BROKEN.sub(lambda broken: "" if broken[0][0] == "\u00ad" else _PERHAPS, seen)
    plain = _plain(_APOSTROPHES.sub("'", "".join(joined.split())))
    return _HYPHENS.sub("-", plain).replace(_KEPT, "-").rstrip("'")


def _without_hyphens(spelled: str) -> tuple[str, dict[int, str]]:
    """The letters, and before which of them which hyphen stands."""
    letters = ""
    hyphens: dict[int, str] = {}
    for character in spelled:
        if character in {"-", _PERHAPS}:
            hyphens[len(letters)] = character
        else:
            letters += character
    return letters, hyphens


def as_typed(word: str) -> str:
    """A printed word as one would type it: in one piece, its ligatures resolved."""
    seen = _HYPHEN_BY_DIGIT.sub(lambda hyphen: hyphen[0].strip(), _NOTHING.sub("", word))
    return unicodedata.normalize("NFKC", "".join(_BROKEN.sub("", seen).split()))


def between(text: str) -> str:
    """What stands between two words, without what typesetting may change."""
    seen = _NOTHING.sub("", _NOTE_MARK.sub("", text))
    plain = unicodedata.normalize("NFKC", _ELLIPSIS.sub("\ue000", seen)).replace("〜", "~")
    plain = plain.replace("||", "॥").replace("|", "।")
    return _DASHES.sub("–", _SILENT.sub("", plain).replace("\ue000", "…"))


def quotation_marks(word: str, text: str) -> int:
    """How many quotation marks or apostrophes stand behind a word; of which kind is the typesetter's."""
    own = 1 if _APOSTROPHES.fullmatch(word[-1:]) else 0
    return own + len(_QUOTATION_MARK.findall(_NOTHING.sub("", text)))


def raised(text: str) -> str:
    """The raised figures that a text begins with: a power, behind a number or a measure; else a note."""
    begun = _RAISED.match(text)
    return begun[0] if begun else ""


def takes_power(word: str) -> bool:
    """Whether raised figures behind a word are a power, not a note: behind a number or a measure of length."""
    return word[-1:].isdigit() or _LENGTH.fullmatch(word) is not None


def without_invisible(text: str) -> str:
    """The text without characters that show nothing, as joiners and byte order marks."""
    return _NOTHING.sub("", text)


def stands_alone(word: str) -> bool:
    """Whether a word is a character of a script that puts no space between words, or a syllable of Hangul."""
    return _ALONE.match(word) is not None


def is_hangul(word: str) -> bool:
    """Whether a word is a syllable of Hangul, which does put spaces between words."""
    return _HANGUL_START.match(word) is not None


def in_one_line(words: Iterable[str]) -> str:
    """Words side by side, with a space where their script has one."""
    line = ""
    for word in words:
        gap = "" if not line or (stands_alone(line[-1]) and stands_alone(word)) else " "
        line += gap + word
    return line


def breaks_off(text: str, *, between_digits: bool) -> bool:
    """Whether what stands behind a page's last word breaks it off; between digits a dash does too."""
    if between_digits and text.strip() in {"\u2012", "\u2013", "\u2212"}:
        return True
    return _HYPHEN_AT_END.fullmatch(text) is not None


def _plain(word: str) -> str:
    plain = _THAI_AM.sub("\u0e4d\\1", unicodedata.normalize("NFKC", word)).translate(_ONE_LETTER)
    if plain.isascii():
        return plain
    parted = unicodedata.normalize("NFD", plain)
    placed = _TONE_AT_END.sub(r"\1\3\2", parted)
    return plain if placed == parted else unicodedata.normalize("NFC", placed)
