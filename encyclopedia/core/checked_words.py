"""What a check is bound to, as words without their layout: the base of every digest. Pure: no Django.

Two spellings that differ only in layout give the same words here; in doubt they differ, and the check falls.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from json.encoder import encode_basestring
from typing import Final

from encyclopedia.core.locator_terms import LOCATOR_TERMS

# Stands in every digest. A change of what is digested takes the next number, and an upgrade from this one; not before
# a release has it: 0.1.0 has 1.
DIGEST_VERSION: Final = 2

# Marks of line division, and variation selectors: nobody reads them. Overrides of direction are none of these: they
# show 12 as 21.
_INVISIBLE = re.compile("[\u00ad\u034f\u200b\u2060-\u2064\ufe00-\ufe0f\ufeff]")
# Nor these, but where they show: a non-joiner within an Arabic word parts what it is made of, as in Persian, where it
# tells words apart (a tatweel there only makes it longer, and anywhere else is typed as a dash); a joiner beside a
# virama makes another letter, as in Malayalam; the Mongolian separator another vowel.
_JOINERS = re.compile("[\u180e\u200c\u200d]")
_ARABIC = (
    "[\u0620-\u063f\u0641-\u065f\u066e-\u06d3\u06d5\u06fa-\u06ff"
    "\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc]"
)
_VIRAMAS = (
    "["
    + "".join(sign for sign in map(chr, range(0x0900, 0x1C00)) if unicodedata.combining(sign) == 9)
    + "]"
)
_MONGOLIAN = "[\u1820-\u18aa]"
_SHOWING = re.compile(
    f"(?<={_ARABIC})(?P<arabic>\u0640+|[\u200c\u200d]+)(?={_ARABIC})"
    f"|(?<={_VIRAMAS})[\u200c\u200d]+|[\u200c\u200d]+(?={_VIRAMAS})"
    f"|(?<={_MONGOLIAN})\u180e+(?={_MONGOLIAN})"
)
# Nor does anybody read a mark of direction, except between numbers, which it puts in another order (3/4 as 4/3), and
# beside a sign that it turns round (5 > 3 as 3 < 5).
_DIRECTION = re.compile("[\u061c\u200e\u200f]")
_BETWEEN_LETTERS = re.compile(r"[\W\d_]+")
_TURNED = re.compile("\\d\\D+\\d|[<>≤≥＜＞\u2190-\u22ff\u27f0-\u297f\u2a00-\u2bff]")
# Between two names in Latin letters these put them in the other order.
_JOINING_NAMES = re.compile(r"[-–—/|=+*·:]")
_LATIN = re.compile(r"[A-Za-zÀ-ɏͰ-ӿ]")
# A low quotation mark typed as a decimal comma.
_LOW_COMMA = re.compile(r"(?<=\d)‚(?=\d)")
_QUOTES = str.maketrans(
    dict.fromkeys("“”„‟«»″〝〞「」״", '"')
    | dict.fromkeys("‘’‚‛‹›′ʼ`´『』׳", "'")
    | dict.fromkeys("‐‑־", "-")
    | {"…": "...", "‧": "·"}
)
# Ligatures, half-width kana and the shapes of Arabic letters: one letter in another form (NFKC).
_FORMS = re.compile("[\ufb00-\ufb06\uff66-\uff9f\ufb50-\ufdff\ufe70-\ufefc]+")
# A name in Latin letters that is kept from the direction of the words around it.
_ISOLATED = re.compile("[\u2066\u2068]([A-Za-zÀ-ɏ .'’-]+)\u2069")
_SPACED_DASH = re.compile(r" ?— ?")
# The same signs, each as wide as an ideograph.
_FULL_WIDTH = str.maketrans({chr(sign): chr(sign - 0xFEE0) for sign in range(0xFF01, 0xFF5F)})
# A space inside guillemets, as French sets them (where they point inward, as in German, it stands outside), or before
# a sign that needs none; in words with single spaces.
LOOSE_SPACE: Final = re.compile(
    r" (?:(?<=[ (\[’'—–-][«‹] )|(?<=(?<![\s\S])[«‹] )|(?=[»›](?:[ .,;:!?…)\]»›\"'”’—–-]|$))"
    r"|(?=[;:!?؛؟،](?:[;:!?؛؟، .,…»›)\]\"'”’—–-]|$))|(?<=\d )(?=[%‰]))"
)
# Where there are no guillemets, none is elsewhere: found at a tenth of the cost.
_MAYBE_LOOSE = re.compile(" [;:!?%]")
# A word that is divided where a line ends.
_DIVIDED = re.compile(r"(?<=[^\W\d_])- (?=[^\W\d_])")
# Beside these, white space is where a line ends, or between two scripts: Han, Kana, their signs and full-width forms;
# but not between two full-width digits or letters, where it parts two numbers or words.
_UNSPACED = (
    "\u2e80-\u2fdf\u3001-\u303f\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff60\U00020000-\U0003ffff"
)
_WIDE = _UNSPACED + "\uff10-\uff19\uff21-\uff3a\uff41-\uff5a!-~“”„‟«»″‘’‚‛‹›′ʼ´‐‑"
_UNSPACED_GAP = re.compile(
    rf"(?<=[{_UNSPACED}])\s+(?=[{_WIDE}])|(?<=[{_WIDE}])\s+(?=[{_UNSPACED}])"
)

# Before a key these say "look there" and nothing about what stands there: layout, in the languages that we word.
_NEUTRAL_TYPED = """
see | see also | see e.g. | see, e.g. | see for example | see, for example | also | e.g. | for example | for instance
| cf. | cf | compare | compare also | and | and see | in
vgl. | vgl | vergleiche | siehe | siehe auch | siehe z. b. | s. | s. a. | s. auch | z. b. | so auch | vgl. auch
voir | voir aussi | voir par exemple | v. | voy. | p. ex. | par exemple | par ex. | cfr. | cfr | comparer
véase | véase también | ver | ver también | vid. | por ejemplo | cf. también | cfr. también | compárese
veja | veja-se | ver também | vide | por exemplo | cf. também
vedi | vedi anche | si veda | si veda anche | cfr. anche | ad es. | ad esempio | per esempio
см. | см. также | смотри | ср. | например | см., например | напр. | див. | див. також | пор. | наприклад
zie | zie ook | vergelijk | bijv. | bv. | bijvoorbeeld
zob. | zob. też | zob. także | por. | np. | patrz
se | se även | jfr | jämför | t.ex. | se t.ex. | se også | jf. | jfr. | f.eks. | ks. | ks. myös | vrt. | esim.
viz | viz též | viz také | srov. | např. | vö. | lásd | lásd még | ld. | pl. | vezi | vezi și | de ex. | cp.
bkz. | bk. | krş. | örneğin | ayrıca bkz. | βλ. | βλ. επίσης | πρβλ. | π.χ. | vd.
انظر | انظر أيضا | راجع | قارن | مثلا | ראו | ראו גם | השוו | למשל | देखें | देखिए
参见 | 参看 | 见 | 參見 | 參看 | 見 | 例如 | 参照 | 例えば | 참조 | 예컨대
"""


def checked_words(text: str) -> str:
    """The words without layout: no invisible characters, straight quotation marks, single spaces, NFC."""
    text = " ".join(text.split())
    if not text.isascii():
        text = _INVISIBLE.sub("", unicodedata.normalize("NFC", text))
        text = _FORMS.sub(lambda form: unicodedata.normalize("NFKC", form[0]), text)
        text = _SPACED_DASH.sub("—", _ISOLATED.sub(r"\1", text))
        if "\u0640" in text or _JOINERS.search(text):
            text = _as_shown(text)
        if _DIRECTION.search(text):
            text = _BETWEEN_LETTERS.sub(_without_directions, text)
        text = _UNSPACED_GAP.sub("", " ".join(text.split())).translate(_FULL_WIDTH)
        # While guillemets still say where they point.
        text = _LOW_COMMA.sub(",", LOOSE_SPACE.sub("", text)).translate(_QUOTES)
        text = LOOSE_SPACE.sub("", unicodedata.normalize("NFC", text))
    else:
        if "`" in text:
            text = text.translate(_QUOTES)
        if _MAYBE_LOOSE.search(text):
            text = LOOSE_SPACE.sub("", text)
    return _DIVIDED.sub(_joined, text) if "- " in text else text


def _as_shown(text: str) -> str:
    """Without tatweels within a word, and with one joiner where any shows."""
    parts: list[str] = []
    end = 0
    for showing in _SHOWING.finditer(text):
        parts.append(_JOINERS.sub("", text[end : showing.start()]))
        if showing["arabic"] is None:
            parts.append(showing[0][0])
        elif "\u200c" in showing["arabic"]:
            parts.append("\u200c")
        end = showing.end()
    return "".join([*parts, _JOINERS.sub("", text[end:])])


def _joined(divided: re.Match[str]) -> str:
    """ "revolu- tion" is one word; "Marx- Lenin" has its own hyphen."""
    return "-" * divided.string[divided.end()].isupper()


def _without_directions(between: re.Match[str]) -> str:
    words = _DIRECTION.sub("", between[0])
    if _TURNED.search(words):
        return between[0]
    beside = (
        between.string[between.start() - 1 : between.start()],
        between.string[between.end() :][:1],
    )
    is_between_names = all(_LATIN.match(letter) for letter in beside)
    return between[0] if is_between_names and _JOINING_NAMES.search(words) else words


def checked_digest(kind: str, *parts: str) -> str:
    """SHA-256 (hex) of the parts, after kind and version, as a JSON list without white space."""
    canonical = f"[{','.join(map(encode_basestring, (kind, str(DIGEST_VERSION), *parts)))}]"
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()


def _prefix_words(prefix: str) -> str:
    return checked_words(prefix).casefold().strip(" ,:;()")


NEUTRAL_PREFIXES: Final = frozenset(
    _prefix_words(prefix)
    for prefix in _NEUTRAL_TYPED.replace("\n", " | ").split("|")
    if prefix.strip()
)


def checked_prefix(prefix: str) -> str:
    """What the words before the key add to the claim; "" for those that only point ("see", "vgl.")."""
    words = _prefix_words(prefix)
    return "" if words in NEUTRAL_PREFIXES else words


_TERM_OF_LABEL: Final = {
    label: name for name, term in LOCATOR_TERMS.items() for label in term.typed
}
_LABEL = re.compile(
    "({})\\s*(?=\\S)".format(
        "|".join(
            re.escape(label) + "(?!\\w)" * label[-1].isalpha()
            for label in sorted(_TERM_OF_LABEL, key=len, reverse=True)
        )
    ),
    re.IGNORECASE,
)
# "1,234" may be a number.
_COMMA = re.compile(r",(?!(?<=\d,)\d{3}(?!\d))")
# "l. 4" may be a leaf and "v. 4" a volume: of one letter only the page's are known everywhere.
_SURE_LETTERS = frozenset("p§¶")
_DASHES = re.compile(r"\s*[-‐‑‒–—]+\s*(?=\w)")


def _is_sure(label: str) -> bool:
    return len(set(label)) > 1 or label[:1].lower() in _SURE_LETTERS


def checked_place(place: str) -> str:
    """A place in a source without the layout of its labels: "page 12" and "p. 12" are one, "l. 4" and "line 4" two."""
    pieces = []
    for piece in _COMMA.split(checked_words(place)):
        words = piece.strip()
        label = _LABEL.match(words)
        if label and _is_sure(label[1].strip(".")):
            # Without case "fıg." is "fig.", but no label of ours is spelled so: it stays as it is typed.
            name = _TERM_OF_LABEL.get(label[1].lower(), label[1])
            words = f"{name} {words[label.end() :]}"
        pieces.append(_DASHES.sub("-", words))
    return ", ".join(filter(None, pieces))
