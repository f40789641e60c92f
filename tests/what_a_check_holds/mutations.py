"""Edits of a cited sentence: those that change what is claimed, and those that change only its layout.

    for name, changed in meaning_changes(text, "de"): ...   # a check of the citation must fall
    for name, changed in layout_changes(text, "de"): ...    # a check of the citation must stand

Both are deterministic: the places are chosen by `random.Random(text)`. Standard library only.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

MARKER = re.compile(r"\[(?P<prefix>[^\[\]@]*)@(?P<key>[\w:.#$%&+?<>~/-]*\w)(?P<rest>[^\]]*)\]")
PROTECTED = re.compile(
    r"\[[^\[\]@]*@[^\]]*\]"  # a citation
    r"|\[\[[^\]]*\]\]"  # a link to an entry
    r"|\[\^[^\]]*\]:?"  # a note's mark
    r"|!?\[[^\]]*\]\([^)]*\)"  # a link or a picture of Markdown
    r"|`[^`]*`|&[#\w]+;|\\.|<[^<>]*>|https?://\S+"
)
LETTERS = r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f\u064b-\u0652])*"
WORD = re.compile(LETTERS)
IDEOGRAPH = re.compile(r"[\u3005\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")
QUOTED = re.compile(r'["“„«»”「『](?P<words>[^"“”„«»「」『』]+)["“”«»」』]')
UNSPACED = {"zh", "ja"}

NEGATION = {
    "en": "not",
    "de": "nicht",
    "fr": "pas",
    "es": "no",
    "it": "non",
    "pt": "não",
    "nl": "niet",
    "ru": "не",
    "pl": "nie",
    "sv": "inte",
    "tr": "değil",
    "zh": "不",
    "ar": "لم",
    "ja": "不",
}
NEGATIONS = {
    "en": ("not", "never", "no", "nobody", "none", "neither", "nor"),
    "de": ("nicht", "kein", "keine", "keinen", "nie", "niemals", "nichts"),
    "fr": ("pas", "ne", "jamais", "non", "aucun"),
    "es": ("no", "nunca", "ni", "ninguno"),
    "it": ("non", "mai", "no", "nulla"),
    "pt": ("não", "nunca", "nem", "nada"),
    "nl": ("niet", "geen", "nooit", "niets"),
    "ru": ("не", "нет", "никто", "никого", "ни"),
    "pl": ("nie", "nigdy", "ani"),
    "sv": ("inte", "ej", "icke", "ingen", "aldrig"),
    "tr": ("değil", "hiçbiri", "yoktu"),
    "zh": ("没有", "不是", "并未", "并非", "未", "非", "不", "无"),
    "ar": ("لم", "لا", "ليس", "لن", "غير"),
    "ja": ("ではなく", "なかった", "ない", "ず", "未", "非", "不"),
}
ADDED = {
    "en": ("allegedly", "secretly", "almost"),
    "de": ("angeblich", "heimlich", "beinahe"),
    "fr": ("prétendument", "presque", "rarement"),
    "es": ("supuestamente", "casi", "apenas"),
    "it": ("presumibilmente", "quasi", "appena"),
    "pt": ("supostamente", "quase", "apenas"),
    "nl": ("zogenaamd", "bijna", "nauwelijks"),
    "ru": ("якобы", "почти", "тайно"),
    "pl": ("rzekomo", "prawie", "tajnie"),
    "sv": ("påstått", "nästan", "knappt"),
    "tr": ("sözde", "neredeyse", "gizlice"),
    "zh": ("据称", "几乎", "秘密"),
    "ar": ("تقريبا", "سرا", "زعما"),
    "ja": ("ほぼ", "密かに", "仮に"),
}
NAMES = {
    "ru": ("Кравцов", "Мельник", "Гродно"),
    "zh": ("赵", "钱", "孙"),
    "ja": ("森", "岡", "堀"),
    "ar": ("سالم", "زكريا", "حلب"),
}
LATIN_NAMES = ("Quennell", "Zabor", "Ostrava")
OPPOSITES = {
    "en": (
        ("before", "after"),
        ("with", "without"),
        ("at least", "at most"),
        ("more", "less"),
        ("first", "last"),
        ("from", "to"),
        ("for", "against"),
        ("only", "also"),
    ),
    "de": (
        ("vor", "nach"),
        ("mit", "ohne"),
        ("mindestens", "höchstens"),
        ("mehr", "weniger"),
        ("für", "gegen"),
        ("nur", "auch"),
        ("von", "an"),
        ("und", "oder"),
    ),
    "fr": (
        ("avant", "après"),
        ("avec", "sans"),
        ("plus", "moins"),
        ("pour", "contre"),
        ("seulement", "aussi"),
        ("et", "ou"),
        ("premier", "dernier"),
    ),
    "es": (
        ("antes", "después"),
        ("con", "sin"),
        ("más", "menos"),
        ("a favor", "en contra"),
        ("sólo", "también"),
        ("y", "o"),
        ("desde", "hasta"),
    ),
    "it": (
        ("prima", "dopo"),
        ("con", "senza"),
        ("più", "meno"),
        ("per", "contro"),
        ("solo", "anche"),
        ("e", "o"),
        ("primo", "ultimo"),
    ),
    "pt": (
        ("antes", "depois"),
        ("com", "sem"),
        ("mais", "menos"),
        ("a favor", "contra"),
        ("só", "também"),
        ("e", "ou"),
        ("desde", "até"),
    ),
    "nl": (
        ("voor", "na"),
        ("met", "zonder"),
        ("meer", "minder"),
        ("alleen", "ook"),
        ("en", "of"),
        ("wel", "niet"),
        ("eerste", "laatste"),
    ),
    "ru": (
        ("до", "после"),
        ("с", "без"),
        ("за", "против"),
        ("только", "также"),
        ("и", "или"),
        ("больше", "меньше"),
        ("а", "и"),
    ),
    "pl": (
        ("przed", "po"),
        ("z", "bez"),
        ("za", "przeciw"),
        ("tylko", "także"),
        ("i", "lub"),
        ("więcej", "mniej"),
        ("a", "i"),
    ),
    "sv": (
        ("före", "efter"),
        ("med", "utan"),
        ("för", "emot"),
        ("bara", "också"),
        ("och", "eller"),
        ("mer", "mindre"),
        ("högst", "minst"),
    ),
    "tr": (
        ("önce", "sonra"),
        ("ile", "olmadan"),
        ("lehine", "aleyhine"),
        ("ve", "veya"),
        ("sağ", "sol"),
        ("az", "çok"),
        ("ilk", "son"),
    ),
    "zh": (
        ("前", "后"),
        ("与", "或"),
        ("赞成", "反对"),
        ("仅", "逾"),
        ("上", "下"),
        ("左", "右"),
        ("多", "少"),
        ("同", "异"),
    ),
    "ar": (
        ("قبل", "بعد"),
        ("مع", "ضد"),
        ("فقط", "أيضا"),
        ("من", "إلى"),
        ("أول", "آخر"),
        ("أكثر", "أقل"),
    ),
    "ja": (
        ("前", "後"),
        ("賛成", "反対"),
        ("上", "下"),
        ("左", "右"),
        ("多", "少"),
        ("初", "終"),
        ("と", "か"),
    ),
}
MONTHS = {
    "en": ("Jan", "Feb", "March", "Apr", "May", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec"),
    "de": (
        "Jan",
        "Febr",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "Aug",
        "Sept",
        "Okt",
        "Nov",
        "Dez",
        "Januar",
        "Februar",
        "August",
        "Oktober",
    ),
    "fr": (
        "janv",
        "févr",
        "mars",
        "avr",
        "mai",
        "juin",
        "juill",
        "août",
        "sept",
        "oct",
        "nov",
        "déc",
    ),
    "es": (
        "en",
        "feb",
        "mar",
        "abr",
        "may",
        "jun",
        "jul",
        "ago",
        "sept",
        "oct",
        "nov",
        "dic",
        "mayo",
        "abril",
    ),
    "it": (
        "genn",
        "febbr",
        "mar",
        "apr",
        "magg",
        "giu",
        "lug",
        "ag",
        "sett",
        "ott",
        "nov",
        "dic",
        "maggio",
        "marzo",
    ),
    "pt": ("jan", "fev", "mar", "abr", "maio", "jun", "jul", "ago", "set", "out", "nov", "dez"),
    "nl": ("jan", "febr", "mrt", "apr", "mei", "juni", "juli", "aug", "sept", "okt", "nov", "dec"),
    "ru": (
        "янв",
        "февр",
        "марта",
        "апр",
        "мая",
        "июня",
        "июля",
        "авг",
        "сент",
        "окт",
        "нояб",
        "дек",
    ),
    "pl": (
        "stycznia",
        "lut",
        "marca",
        "kwietnia",
        "maja",
        "czerwca",
        "lipca",
        "sierpnia",
        "września",
        "wrz",
        "list",
        "grudnia",
    ),
    "sv": (
        "jan",
        "febr",
        "mars",
        "april",
        "maj",
        "juni",
        "juli",
        "aug",
        "sept",
        "okt",
        "nov",
        "dec",
    ),
    "tr": (
        "Ocak",
        "Şubat",
        "Mart",
        "Nisan",
        "Mayıs",
        "Haz",
        "Tem",
        "Ağ",
        "Eyl",
        "Ek",
        "Kas",
        "Ara",
    ),
    "zh": (),
    "ja": (),
    "ar": (
        "يناير",
        "فبراير",
        "مارس",
        "أبريل",
        "مايو",
        "يونيو",
        "يوليو",
        "أغسطس",
        "سبتمبر",
        "أكتوبر",
        "نوفمبر",
        "ديسمبر",
    ),
}
NUMBERS = {
    "en": ("one", "two", "three", "four", "five", "second", "third", "fourth"),
    "de": ("ein", "zwei", "drei", "vier", "fünf", "zweite", "dritte"),
    "fr": ("un", "deux", "trois", "quatre", "cinq"),
    "es": ("un", "dos", "tres", "cuatro", "cinco"),
    "it": ("due", "tre", "quattro", "cinque", "sette"),
    "pt": ("dois", "três", "quatro", "cinco"),
    "nl": ("een", "twee", "drie", "vier", "vijf"),
    "ru": ("два", "три", "четыре", "пять"),
    "pl": ("dwa", "trzy", "cztery", "pięć"),
    "sv": ("två", "tre", "fyra", "fem"),
    "tr": ("bir", "iki", "üç", "dört", "beş"),
    "zh": ("一", "二", "三", "四", "五", "六", "七", "八", "九"),
    "ja": ("一", "二", "三", "四", "五", "六", "七", "八", "九"),
    "ar": ("اثنان", "ثلاثة", "أربعة", "خمسة", "ثلاث", "أربع"),
}
CONTRA = {
    "en": ("contra", "but see", "but cf.", "not in"),
    "de": ("contra", "aber siehe", "anders", "gegen"),
    "fr": ("contra", "mais voir", "contre"),
    "es": ("contra", "pero véase", "en contra"),
    "it": ("contra", "ma si veda", "contro"),
    "pt": ("contra", "mas ver", "em contrário"),
    "nl": ("contra", "maar zie", "anders"),
    "ru": ("contra", "но см.", "вопреки"),
    "pl": ("contra", "ale zob.", "inaczej"),
    "sv": ("contra", "men se", "annorlunda"),
    "tr": ("contra", "ama bkz.", "aksi görüş"),
    "zh": ("contra", "但见", "反对意见见"),
    "ar": ("contra", "ولكن انظر", "خلافا لـ"),
    "ja": ("contra", "ただし反対", "反論は"),
}
TURNED = {
    "en": ("who says it is false", "which denies this"),
    "de": ("der das bestreitet", "dort widerlegt"),
    "fr": ("qui le nie", "où il est réfuté"),
    "es": ("que lo niega", "donde se refuta"),
    "it": ("che lo nega", "dove è confutato"),
    "pt": ("que o nega", "onde se refuta"),
    "nl": ("die het ontkent", "waar het weerlegd wordt"),
    "ru": ("где это отрицается", "который это опровергает"),
    "pl": ("który temu przeczy", "gdzie to obalono"),
    "sv": ("som förnekar det", "där det vederläggs"),
    "tr": ("ki bunu reddeder", "aksini söyler"),
    "zh": ("其说相反", "作者否认此事"),
    "ar": ("الذي ينفي ذلك", "وهو يكذبه"),
    "ja": ("これを否定", "反対の説"),
}
SIDES = (
    ("recto", "verso"),
    ("Vorderseite", "Rückseite"),
    ("face A", "face B"),
    ("side A", "side B"),
    ("lado A", "lado B"),
    ("lato A", "lato B"),
    ("kant A", "kant B"),
    ("strona A", "strona B"),
    ("сторона А", "сторона Б"),
    ("sida A", "sida B"),
    ("A yüzü", "B yüzü"),
    ("A面", "B面"),
    ("ön", "arka"),
    ("ön yüz", "arka yüz"),
    ("przednia", "odwrotna"),
    ("na licu", "na odwrocie"),
    ("framsida", "baksida"),
    ("voorzijde", "achterzijde"),
    ("正面", "背面"),
    ("表", "裏"),
    ("وجه", "ظهر"),
    ("recto", "vuelto"),
    ("rto.", "vto."),
    ("Preface", "Epilogue"),
    ("Vorwort", "Nachwort"),
    ("préface", "postface"),
    ("Prefacio", "Epílogo"),
    ("Prefazione", "Postfazione"),
    ("Prefácio", "Posfácio"),
    ("voorwoord", "nawoord"),
    ("предисловие", "послесловие"),
    ("przedmowa", "posłowie"),
    ("förord", "efterord"),
    ("Önsöz", "Sonsöz"),
    ("前言", "后记"),
    ("序", "跋"),
)
NEUTRAL = {
    "en": ("see", "cf.", "e.g."),
    "de": ("vgl.", "siehe", "cf."),
    "fr": ("voir", "cf."),
    "es": ("véase", "cf."),
    "it": ("cfr.", "cf."),
    "pt": ("cf.",),
    "nl": ("zie", "cf."),
    "ru": ("см.", "cf."),
    "pl": ("zob.", "cf."),
    "sv": ("cf.",),
    "tr": ("cf.",),
    "zh": ("see",),
    "ar": ("cf.",),
    "ja": ("cf.",),
}
ALL_NEUTRAL = {
    "see",
    "see also",
    "cf.",
    "e.g.",
    "vgl.",
    "siehe",
    "voir",
    "cfr.",
    "véase",
    "см.",
    "zie",
    "zob.",
}
COMMON = {"zh": ("于", "在", "由", "据", "等", "但"), "ja": ("的", "者", "於", "年", "で")}
STOPS = ".\u3002\uff0e"


@dataclass(frozen=True)
class _Cited:
    """The first citation of a text: what stands before, inside and behind its marker."""

    before: str
    prefix: str
    key: str
    rest: str
    after: str

    @classmethod
    def read(cls, text: str) -> "_Cited | None":
        match = MARKER.search(text)
        if match is None:
            return None
        return cls(
            text[: match.start()], match["prefix"], match["key"], match["rest"], text[match.end() :]
        )

    @property
    def quotation(self) -> re.Match[str] | None:
        return QUOTED.search(self.rest)

    @property
    def locator(self) -> str:
        """What stands between the key and the quotation, with its leading comma."""
        quotation = self.quotation
        return (
            self.rest
            if quotation is None
            else re.sub(r"[,\s]+$", "", self.rest[: quotation.start()])
        )

    def marker(
        self, *, prefix: str | None = None, key: str | None = None, rest: str | None = None
    ) -> str:
        return f"[{self.prefix if prefix is None else prefix}@{self.key if key is None else key}{self.rest if rest is None else rest}]"

    def text(
        self, *, prefix: str | None = None, key: str | None = None, rest: str | None = None
    ) -> str:
        return self.before + self.marker(prefix=prefix, key=key, rest=rest) + self.after

    def with_locator(self, locator: str) -> str:
        return self.text(rest=locator + self.rest[len(self.locator) :])

    def with_quotation(self, words: str) -> str:
        quotation = self.quotation
        assert quotation is not None
        start, end = quotation.span("words")
        return self.text(rest=self.rest[:start] + words + self.rest[end:])


def _free(text: str, pattern: re.Pattern[str] | str) -> list[re.Match[str]]:
    """Where the pattern stands in the prose: outside of markers, links, notes, entities, escapes."""
    taken = [match.span() for match in PROTECTED.finditer(text)]
    return [
        m
        for m in re.finditer(pattern, text)
        if m.end() > m.start() and all(m.end() <= start or m.start() >= end for start, end in taken)
    ]


def _put(text: str, match: re.Match[str], words: str, group: int | str = 0) -> str:
    return text[: match.start(group)] + words + text[match.end(group) :]


def _some(chance: Random, matches: list[re.Match[str]], number: int) -> list[re.Match[str]]:
    return sorted(
        chance.sample(matches, min(number, len(matches))), key=lambda match: match.start()
    )


def _next_digit(digit: str) -> str:
    value = unicodedata.decimal(digit)
    return chr(ord(digit) - value + (value + 1) % 10)


def _roman(number: int) -> str:
    words = ""
    for value, letters in (
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ):
        words += letters * (number // value)
        number %= value
    return words


_ROMANS = {_roman(number): number for number in range(1, 200)}


def _next_roman(word: str) -> str | None:
    number = _ROMANS.get(word.upper())
    if number is None:
        return None
    following = _roman(number + 1)
    return following if word.isupper() else following.lower()


def _bare(letter: str) -> str | None:
    """The letter without its accent, if it has one."""
    parts = unicodedata.normalize("NFD", letter)
    if (
        len(parts) > 1
        and unicodedata.category(parts[0]).startswith("L")
        and all(unicodedata.category(part) == "Mn" for part in parts[1:])
    ):
        return parts[0]
    return {"ı": "i", "İ": "I", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O"}.get(letter)


def _other_letter(letter: str) -> str:
    """The letter that follows in its alphabet."""
    lowered = letter.lower()
    for first, last in (("a", "z"), ("а", "я")):
        if first <= lowered <= last and len(lowered) == 1:
            following = first if lowered == last else chr(ord(lowered) + 1)
            return following.upper() if letter != lowered else following
    return (
        "م"
        if letter == "ل"
        else "ل"
        if "\u0600" <= letter <= "\u06ff"
        else "山"
        if IDEOGRAPH.match(letter) and letter != "山"
        else "x"
    )


def _word(word: str, language: str) -> str:
    """A pattern that finds the word: with its limits where words have spaces."""
    return re.escape(word) if language in UNSPACED else rf"(?<!\w){re.escape(word)}(?!\w)"


def _words(text: str, language: str) -> list[re.Match[str]]:
    return _free(text, IDEOGRAPH if language in UNSPACED else WORD)


def meaning_changes(text: str, language: str) -> Iterator[tuple[str, str]]:
    """Each (name, text) claims something else, or claims it of something else: a check of `text` must not stand for it."""
    seen = {text}
    for name, changed in _meaning_changes(text, language):
        if changed not in seen:
            seen.add(changed)
            yield name, changed


def _meaning_changes(text: str, language: str) -> Iterator[tuple[str, str]]:
    chance = Random(text)
    yield from _words_changed(text, language, chance)
    yield from _numbers_changed(text)
    yield from _order_changed(text, language, chance)
    cited = _Cited.read(text)
    if cited is not None:
        yield from _locator_changed(cited, language, chance)
        yield from _quotation_changed(cited, language, chance)
        yield from _citation_turned(cited, language)
        yield from _reach_changed(cited, language)


def _words_changed(text: str, language: str, chance: Random) -> Iterator[tuple[str, str]]:
    spaced = language not in UNSPACED
    gap = " " if spaced else ""
    words = _words(text, language)
    tokens = [m for m in _free(text, r"(?<!\S)\S+ ") if WORD.search(m[0])] if spaced else words
    names = NAMES.get(language, LATIN_NAMES)
    for match in _some(chance, tokens, 4):
        yield "word dropped", text[: match.start()] + text[match.end() :]
    for match in _some(chance, tokens, 2):
        yield (
            "word added",
            text[: match.start()] + chance.choice(ADDED[language]) + gap + text[match.start() :],
        )
    for match in _some(chance, tokens, 3):
        yield (
            "negation inserted",
            text[: match.start()] + NEGATION[language] + gap + text[match.start() :],
        )
    for negation in NEGATIONS[language]:
        for match in _free(text, _word(negation, language) + (" ?" if spaced else "")):
            yield "negation taken out", _put(text, match, "")
    if words:
        yield (
            "first word replaced",
            _put(text, words[0], names[0] if words[0][0] != names[0] else names[1]),
        )
        for match in _some(chance, words, 3):
            yield "word replaced", _put(text, match, names[2] if match[0] != names[2] else names[1])
    if spaced and language != "ar":
        capitals = [m for m in words[1:] if m[0][0].isupper() and len(m[0]) > 2]
        for match in _some(chance, capitals, 3):
            yield "name replaced", _put(text, match, names[1] if match[0] != names[1] else names[0])
        for match in _some(chance, [m for m in words if len(m[0]) > 4 and m[0].islower()], 2):
            place = len(match[0]) // 2
            yield "word cut in two", _put(text, match, f"{match[0][:place]} {match[0][place:]}")
        for match in _some(chance, _free(text, r"(?<=[^\W\d_]) (?=[^\W\d_])"), 2):
            yield "two words run together", _put(text, match, "")
    for match in _some(chance, [m for m in words if len(m[0]) > 2 or not spaced], 3):
        place = chance.randrange(len(match[0]))
        letter = match[0][place]
        if not unicodedata.combining(letter):
            yield (
                "letter changed",
                _put(text, match, match[0][:place] + _other_letter(letter) + match[0][place + 1 :]),
            )
    for match in _free(text, r"[^\W\d_]"):
        bare = _bare(match[0])
        following = text[match.end() : match.end() + 1]
        if bare is not None and not (following and unicodedata.combining(following)):
            yield "accent removed", _put(text, match, bare)
    for match in _free(text, r"[\u0300-\u036f]"):
        yield "accent removed", _put(text, match, "")
    if language == "tr":
        for match in _some(chance, [m for m in _free(text, "[iIıİ]")], 2):
            yield (
                "dotted i for dotless",
                _put(text, match, {"i": "ı", "ı": "i", "I": "İ", "İ": "I"}[match[0]]),
            )
    for match in _free(text, rf"(?<!\w)(?P<words>{LETTERS})\.(?=\s\S)"):
        if 1 < len(match["words"]) <= 6:
            yield (
                "abbreviation changed",
                _put(text, match, match["words"][:-1] + _other_letter(match["words"][-1]), "words"),
            )
    for match in _free(text, r"(?<!\w)(?P<words>[^\W\d_])\."):
        if match["words"].isupper():
            yield "initial changed", _put(text, match, _other_letter(match["words"]), "words")
    for one, other in OPPOSITES[language]:
        for here, there in ((one, other), (other, one)):
            for match in _free(text, _word(here, language)):
                yield "opposite", _put(text, match, there)
    for months, name in (
        (MONTHS[language], "month changed"),
        (NUMBERS[language], "number word changed"),
    ):
        for place, month in enumerate(months):
            for match in _free(text, _word(month, language)):
                yield name, _put(text, match, months[(place + 1) % len(months)])
    for match in _some(chance, [m for m in words if len(m[0]) > 1 or not spaced], 2):
        yield "word struck out", _put(text, match, f"~~{match[0]}~~")
    for match in _some(chance, tokens[1:], 1):
        yield "word in a comment", _put(text, match, f"<!-- {match[0].strip()} -->" + gap)


def _numbers_changed(text: str) -> Iterator[tuple[str, str]]:
    for match in _free(text, r"\d"):
        yield "digit changed", _put(text, match, _next_digit(match[0]))
    for match in _free(text, r"\d+"):
        if len(match[0]) > 1:
            yield "digit dropped", _put(text, match, match[0][:-1])
        if len(match[0]) == 2 and match[0][0] != match[0][1]:
            yield "digits swapped", _put(text, match, match[0][::-1])
            yield "right-to-left override", _put(text, match, f"\u202e{match[0]}\u202c")
    for match in _free(text, r"(?<!\w)[IVXLC]+(?=[.\s,;)])"):
        following = _next_roman(match[0])
        if following is not None:
            yield "roman numeral changed", _put(text, match, following)


def _order_changed(text: str, language: str, chance: Random) -> Iterator[tuple[str, str]]:
    if language in UNSPACED:
        pairs = [
            m
            for m in _free(
                text, rf"(?P<one>{IDEOGRAPH.pattern})(?P<gap>)(?P<other>{IDEOGRAPH.pattern})"
            )
            if m["one"] != m["other"]
        ]
        comma = "[,\uff0c\u3001]"
    else:
        pairs = [
            m for m in _free(text, rf"(?<!\w)(?P<one>{LETTERS})(?P<gap> )(?P<other>{LETTERS})(?!\w)")
            if m["one"].casefold() != m["other"].casefold() and len(m["one"]) > 3 and len(m["other"]) > 3
        ]  # fmt: skip
        comma = "[,\u060c] "
    for match in _some(chance, pairs, 3):
        yield "two words swapped", _put(text, match, match["other"] + match["gap"] + match["one"])
    cited = _Cited.read(text)
    prose = text if cited is None else cited.before.rstrip()
    commas = _free(prose, comma)
    if commas:
        middle = commas[len(commas) // 2]
        start = max([0, *(m.end() for m in commas if m.end() <= middle.start())])
        end = min(
            [len(prose.rstrip(STOPS)), *(m.start() for m in commas if m.start() >= middle.end())]
        )
        one, other = prose[start : middle.start()], prose[middle.end() : end]
        if one.casefold() != other.casefold():
            yield "two clauses swapped", prose[:start] + other + middle[0] + one + text[end:]
        yield "clause dropped", prose[: middle.start()] + text[end:]
        if not re.search(r"[\[\]*~`]", other) and other == other.strip() and WORD.search(other):
            yield "clause struck out", prose[: middle.end()] + f"~~{other}~~" + text[end:]


def _locator_changed(cited: _Cited, language: str, chance: Random) -> Iterator[tuple[str, str]]:
    locator = cited.locator
    bare = locator.strip(" ,")
    if not bare:
        yield "locator added", cited.with_locator(", p. 4711")
        return
    yield "locator dropped", cited.with_locator("")
    yield "locator lengthened", cited.with_locator(f"{locator}, n. 7")
    for match in re.finditer(r"\d", locator):
        yield (
            "locator digit changed",
            cited.with_locator(_put(locator, match, _next_digit(match[0]))),
        )
    for match in re.finditer(r"(?<![\w.])(?:[IVXLC]+|[ivxlc]+)(?![\w.])", locator):
        following = _next_roman(match[0])
        if following is not None:
            yield (
                "locator's roman numeral changed",
                cited.with_locator(_put(locator, match, following)),
            )
    for one, other in SIDES:
        for here, there in ((one, other), (other, one)):
            for match in re.finditer(_word(here, language), locator):
                yield "locator's side changed", cited.with_locator(_put(locator, match, there))
    for match in re.finditer(r"(?<=\d)[rv](?!\w)", locator):
        yield (
            "locator's side changed",
            cited.with_locator(_put(locator, match, "v" if match[0] == "r" else "r")),
        )
    for numbers in (NUMBERS[language], MONTHS[language]):
        for place, number in enumerate(numbers):
            for match in re.finditer(_word(number, language), locator):
                yield (
                    "locator's word changed",
                    cited.with_locator(_put(locator, match, numbers[(place + 1) % len(numbers)])),
                )
    words = [m for m in WORD.finditer(locator) if len(m[0]) > 2 or language in UNSPACED]
    for match in _some(chance, words, 2):
        yield "locator's word changed", cited.with_locator(_put(locator, match, "Zabor"))
    label = re.match(r"[,\s]*(?P<label>[^\W\d_]+\.?)", locator)
    if label is not None:
        yield (
            "locator's label changed",
            cited.with_locator(
                _put(locator, label, "vol." if label["label"] != "vol." else "no.", "label")
            ),
        )


def _quotation_changed(cited: _Cited, language: str, chance: Random) -> Iterator[tuple[str, str]]:
    quotation = cited.quotation
    spaced = language not in UNSPACED
    if quotation is None:
        prose = re.sub(r"[^\w\s]+", " ", PROTECTED.sub(" ", cited.before)).split()
        last = " ".join(prose[-2:]) if spaced else "".join(prose)[-4:]
        yield "quotation added", cited.text(rest=f'{cited.rest.rstrip()}, "{last}"')
        return
    said = quotation["words"]
    yield "quotation dropped", cited.text(rest=cited.locator + cited.rest[quotation.end() :])
    words = [m for m in WORD.finditer(said)] if spaced else [m for m in IDEOGRAPH.finditer(said)]
    for match in _some(chance, words, 3):
        other = NAMES.get(language, LATIN_NAMES)[0]
        yield "quotation's word changed", cited.with_quotation(_put(said, match, other))
        place = chance.randrange(len(match[0]))
        yield (
            "quotation's letter changed",
            cited.with_quotation(
                _put(
                    said,
                    match,
                    match[0][:place] + _other_letter(match[0][place]) + match[0][place + 1 :],
                )
            ),
        )
    for match in _some(chance, words[1:-1] or words[:0], 1):
        left, right = said[: match.start()], said[match.end() :]
        yield (
            "quotation's word dropped",
            cited.with_quotation(left + (right.lstrip() if spaced else right)),
        )
        yield "quotation with an omission", cited.with_quotation(f"{left}(…){right}")
        yield "quotation's word in brackets", cited.with_quotation(f"{left}({match[0]}){right}")
    if len(words) > 1:
        yield (
            "quotation shortened at its end",
            cited.with_quotation(said[: words[-1].start()].rstrip()),
        )
        yield "quotation shortened at its start", cited.with_quotation(said[words[1].start() :])
    yield (
        "quotation lengthened",
        cited.with_quotation(said + (" " if spaced else "") + ADDED[language][1]),
    )
    yield (
        "quotation negated",
        cited.with_quotation(NEGATION[language] + (" " if spaced else "") + said),
    )
    for match in re.finditer(r"[^\W\d_]", said):
        bare = _bare(match[0])
        if bare is not None and not unicodedata.combining(
            said[match.end() : match.end() + 1] or "a"
        ):
            yield "quotation's accent removed", cited.with_quotation(_put(said, match, bare))
    for match in re.finditer(r"\d", said):
        yield (
            "quotation's digit changed",
            cited.with_quotation(_put(said, match, _next_digit(match[0]))),
        )


def _citation_turned(cited: _Cited, language: str) -> Iterator[tuple[str, str]]:
    yield "key changed", cited.text(key="b")
    for prefix in CONTRA[language]:
        yield f"prefix {prefix}", cited.text(prefix=f"{prefix} ")
    if cited.prefix.strip():
        yield (
            f"{cited.prefix.strip()} and contra",
            cited.text(prefix=f"{cited.prefix.strip()} contra "),
        )
    for words in TURNED[language]:
        yield f"suffix {words}", cited.text(rest=f"{cited.rest.rstrip()}, {words}")


def _reach_changed(cited: _Cited, language: str) -> Iterator[tuple[str, str]]:
    """Other words before the marker than before, or the sentence as another kind of sentence."""
    before, marker, after = cited.before.rstrip(), cited.marker(), cited.after
    space = cited.before[len(before) :]
    commas = _free(before, r"[,\uff0c\u3001]" if language in UNSPACED else "[,\u060c](?= )")
    if commas:
        head, tail = before[: commas[-1].start()], before[commas[-1].start() :]
        if WORD.search(head) and WORD.search(tail):
            yield "last clause moved behind the marker", head + space + marker + tail + after
    gaps = _free(before, IDEOGRAPH) if language in UNSPACED else _free(before, r"\s+")
    if len(gaps) > 2:
        yield (
            "last words moved behind the marker",
            before[: gaps[-2].start()] + space + marker + before[gaps[-2].start() :] + after,
        )
        yield (
            "marker moved to the first words",
            before[: gaps[0].start()] + space + marker + before[gaps[0].start() :] + after,
        )
    for stop, question in ((".", "?"), ("\u3002", "\uff1f")):
        if after.strip() == stop:
            yield "question for a statement", cited.before + marker + after.replace(stop, question)
        elif not after.strip() and before.endswith(stop):
            yield (
                "question for a statement",
                before[: -len(stop)] + question + space + marker + after,
            )


# ---------------------------------------------------------------- layout

_BLOCK = re.compile(r"[ \t]*(?:[-+*#>=~|:`_<]|\d+[.)]|\[\^|!\[|\[\w*\]:)")
_STRAIGHT_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"'})


def layout_changes(text: str, language: str) -> Iterator[tuple[str, str]]:
    """Each (name, text) is read as `text` is, word for word: a check of `text` must stand."""
    seen = {text}
    for name, changed in _layout_changes(text, language):
        if changed not in seen:
            seen.add(changed)
            yield name, changed


def _layout_changes(text: str, language: str) -> Iterator[tuple[str, str]]:
    chance = Random(text)
    yield from _invisible(text, chance)
    yield from _white(text, language, chance)
    yield from _typography(text)
    yield from _markdown(text, language, chance)
    cited = _Cited.read(text)
    if cited is not None:
        yield from _marker_layout(cited, language, chance)
        yield from _marker_and_stop(cited)


def _invisible(text: str, chance: Random) -> Iterator[tuple[str, str]]:
    inside = [
        m
        for m in _free(text, r"(?<=[^\W\d_])(?P<letter>[^\W\d_])")
        if not unicodedata.combining(m[0])
    ]
    for name, character in (
        ("soft hyphen inside a word", "\u00ad"), ("zero-width space inside a word", "\u200b"), ("word joiner inside a word", "\u2060"),
        ("byte-order mark inside a word", "\ufeff"), ("&shy; inside a word", "&shy;"), ("&#8203; inside a word", "&#8203;"), ("&ZeroWidthSpace; inside a word", "&ZeroWidthSpace;"),
    ):  # fmt: skip
        for match in _some(chance, inside, 1):
            yield name, text[: match.start()] + character + text[match.start() :]
    spaces = _free(text, r"(?<=\w) (?=\w)")
    for name, character in (
        ("zero-width space between words", "\u200b"),
        ("word joiner between words", "\u2060"),
        ("byte-order mark between words", "\ufeff"),
    ):
        for match in _some(chance, spaces, 1):
            yield name, text[: match.end()] + character + text[match.end() :]
    if inside:
        chosen = {match.start() for match in inside if match.start() % 3 == 0}
        yield (
            "soft hyphens in many words",
            "".join(
                f"\u00ad{letter}" if place in chosen else letter
                for place, letter in enumerate(text)
            ),
        )


def _white(text: str, language: str, chance: Random) -> Iterator[tuple[str, str]]:
    spaces = _free(text, r"(?<=\S) (?=\S)")
    breaks = [m for m in spaces if not _BLOCK.match(text[m.end() :])]
    for name, words in (
        ("no-break space", "\u00a0"), ("narrow no-break space", "\u202f"), ("thin space", "\u2009"), ("double space", "  "), ("tab", "\t"), ("&nbsp; for a space", "&nbsp;"), ("&#160; for a space", "&#160;"),
    ):  # fmt: skip
        for match in _some(chance, spaces, 1):
            yield name, _put(text, match, words)
    if spaces:
        chosen = {match.start() for match in spaces}
        for name, gap in (
            ("every space a no-break space", "\u00a0"),
            ("every space doubled", "  "),
        ):
            yield (
                name,
                "".join(gap if place in chosen else letter for place, letter in enumerate(text)),
            )
    for name, words in (
        ("line break", "\n"),
        ("line break and indent", "\n   "),
        ("line break of Windows", "\r\n"),
        ("trailing space and line break", " \n"),
        ("hard line break", "  \n"),
        ("hard line break by backslash", "\\\n"),
    ):
        for match in _some(chance, breaks, 1):
            yield name, _put(text, match, words)
    if len(breaks) > 3:
        chosen = {match.start() for match in breaks[1::3]}
        yield (
            "wrapped to short lines",
            "".join("\n" if place in chosen else letter for place, letter in enumerate(text)),
        )
    if language in UNSPACED:
        for match in _some(
            chance, _free(text, rf"(?<={IDEOGRAPH.pattern})(?P<next>{IDEOGRAPH.pattern})"), 2
        ):
            yield (
                "line break between characters",
                text[: match.start()] + "\n" + text[match.start() :],
            )
    yield "trailing spaces", text + "   "
    yield "trailing line break", text + "\n"
    if not text.startswith(" "):
        yield "leading spaces", "  " + text


def _typography(text: str) -> Iterator[tuple[str, str]]:
    for match in _free(text, r"(?<=[^\W\d_])'(?=[^\W\d_])"):
        yield "curly apostrophe for a straight one", _put(text, match, "’")
    for match in _free(text, r"(?<=[^\W\d_])’(?=[^\W\d_])"):
        yield "straight apostrophe for a curly one", _put(text, match, "'")
    for match in _free(text, r'"(?P<words>[^"\[\]]+)"'):
        yield "curly quotation marks for straight ones", _put(text, match, f"“{match['words']}”")
    for match in _free(text, r"[“„”](?P<words>[^“„”\[\]]+)[“”]"):
        yield (
            "straight quotation marks for curly ones",
            _put(text, match, match[0].translate(_STRAIGHT_QUOTES)),
        )
    yield "normal form NFD", unicodedata.normalize("NFD", text)
    yield "normal form NFC", unicodedata.normalize("NFC", text)


def _markdown(text: str, language: str, chance: Random) -> Iterator[tuple[str, str]]:
    if language in UNSPACED:
        common = [m for word in COMMON[language] for m in _free(text, rf"(?<=\w){word}(?=\w)")]
    else:
        common = [
            m
            for m in _free(text, rf"(?<![\w*.'’·/&-]){LETTERS}(?![\w*.'’·/&-])")
            if m[0].islower() or language == "ar"
        ]
        common = [m for m in common if len(m[0]) > 2]
    for name, sign in (
        ("bold", "**"),
        ("emphasis", "*"),
        ("bold emphasis", "***"),
        ("bold with underscores", "__"),
        ("emphasis with underscores", "_"),
    ):
        if "_" in sign and language in UNSPACED:
            continue
        for match in _some(chance, common, 1):
            yield f"{name} for a common word", _put(text, match, f"{sign}{match[0]}{sign}")
    for match in _some(chance, _free(text, r"(?<=\w)[.,:;()!?–—-](?=\s)"), 2):
        if match[0].isascii():
            yield "punctuation escaped", _put(text, match, f"\\{match[0]}")
    for match in _some(chance, _free(text, r"(?<=[A-Za-z])[a-z](?=[a-z])"), 1):
        yield "a letter as an entity", _put(text, match, f"&#{ord(match[0])};")
    for match in _some(chance, _free(text, r"[éèáíóúñüöäçãåżłß]"), 1):
        yield "an accented letter as an entity", _put(text, match, f"&#x{ord(match[0]):X};")
    for match in _free(text, r"(?<= )&(?= )"):
        yield "&amp; for &", _put(text, match, "&amp;")


def _marker_layout(cited: _Cited, language: str, chance: Random) -> Iterator[tuple[str, str]]:
    prefix = cited.prefix.strip()
    if not prefix:
        for word in NEUTRAL[language]:
            yield f"neutral prefix {word} added", cited.text(prefix=f"{word} ")
    elif prefix.lower() in ALL_NEUTRAL:
        yield "neutral prefix taken away", cited.text(prefix="")
        for word in NEUTRAL[language]:
            yield f"neutral prefix {word} for another", cited.text(prefix=f"{word} ")
    locator, quotation = cited.locator, cited.quotation
    for here, there in (("p.", "page"), ("pp.", "pages"), ("page", "p."), ("pages", "pp.")):
        match = re.match(rf",\s*(?P<label>{re.escape(here)})\s(?=\d|[ivxlc]+$)", locator)
        if match is not None and language in {"en", "fr"}:
            yield f"{there} for {here}", cited.with_locator(_put(locator, match, there, "label"))
    match = re.match(r",\s*pp?\.(?P<gap>\s*)(?=\d)", locator)
    if match is not None:
        yield (
            "space after p. taken away or added",
            cited.with_locator(_put(locator, match, "" if match["gap"] else " ", "gap")),
        )
        yield "no-break space after p.", cited.with_locator(_put(locator, match, "\u00a0", "gap"))
        yield (
            "narrow no-break space after p.",
            cited.with_locator(_put(locator, match, "\u202f", "gap")),
        )
    match = re.match(r",\s*(?:pp\.|pages)\s*\d+(?P<dash>[-–])\d+", locator)
    if match is not None:
        yield (
            "dash of a range",
            cited.with_locator(_put(locator, match, "–" if match["dash"] == "-" else "-", "dash")),
        )
    if re.match(r", \S", cited.rest):
        yield "two spaces after the key's comma", cited.text(rest="," + " " + cited.rest[1:])
        yield "no space after the key's comma", cited.text(rest="," + cited.rest[2:])
        if not _BLOCK.match(cited.rest[2:]):
            yield "line break after the key's comma", cited.text(rest=",\n" + cited.rest[2:])
        yield "no-break space after the key's comma", cited.text(rest=",\u00a0" + cited.rest[2:])
        yield "space before the closing bracket", cited.text(rest=cited.rest + " ")
    inner = [m for m in re.finditer(r"(?<=\S) (?=\S)", locator.rstrip()) if m.start() > 1]
    for match in _some(chance, inner, 1):
        yield "no-break space in the locator", cited.with_locator(_put(locator, match, "\u00a0"))
        yield "double space in the locator", cited.with_locator(_put(locator, match, "  "))
        if not _BLOCK.match(locator[match.end() :]):
            yield "line break in the locator", cited.with_locator(_put(locator, match, "\n"))
    if cited.before.endswith(" "):
        yield "no space before the marker", cited.before.rstrip(" ") + cited.marker() + cited.after
        yield (
            "no-break space before the marker",
            cited.before[:-1] + "\u00a0" + cited.marker() + cited.after,
        )
        yield (
            "line break before the marker",
            cited.before[:-1] + "\n" + cited.marker() + cited.after,
        )
    elif cited.before and language not in UNSPACED:
        yield "space before the marker", cited.before + " " + cited.marker() + cited.after
    if quotation is not None:
        yield from _quotation_layout(cited, quotation, chance)


def _quotation_layout(
    cited: _Cited, quotation: re.Match[str], chance: Random
) -> Iterator[tuple[str, str]]:
    said = quotation["words"]
    start, end = quotation.span()
    if cited.rest[start] == '"' and cited.rest[end - 1] == '"':
        yield (
            "curly marks around the quotation",
            cited.text(rest=f"{cited.rest[:start]}“{said}”{cited.rest[end:]}"),
        )
    elif cited.rest[start] in "“„":
        yield (
            "straight marks around the quotation",
            cited.text(rest=f'{cited.rest[:start]}"{said}"{cited.rest[end:]}'),
        )
    for match in re.finditer(r"(?<=[^\W\d_])['’](?=[^\W\d_])", said):
        yield (
            "other apostrophe in the quotation",
            cited.with_quotation(_put(said, match, "’" if match[0] == "'" else "'")),
        )
    for match in _some(chance, list(re.finditer(r"(?<=\w) (?=\w)", said)), 1):
        yield "no-break space in the quotation", cited.with_quotation(_put(said, match, "\u00a0"))
        yield "double space in the quotation", cited.with_quotation(_put(said, match, "  "))
        if not _BLOCK.match(said[match.end() :]):
            yield "line break in the quotation", cited.with_quotation(_put(said, match, "\n"))
    for match in _some(chance, list(re.finditer(r"(?<=[^\W\d_])(?=[^\W\d_])", said)), 1):
        for name, character in (
            ("soft hyphen in the quotation", "\u00ad"),
            ("zero-width space in the quotation", "\u200b"),
            ("word joiner in the quotation", "\u2060"),
        ):
            yield (
                name,
                cited.with_quotation(said[: match.start()] + character + said[match.start() :]),
            )
    decomposed = unicodedata.normalize("NFD", said)
    if decomposed != said:
        yield "normal form NFD in the quotation", cited.with_quotation(decomposed)


def _marker_and_stop(cited: _Cited) -> Iterator[tuple[str, str]]:
    before, marker, after = cited.before.rstrip(), cited.marker(), cited.after.rstrip()
    if (
        len(after) == 1
        and after in STOPS
        and before
        and before[-1] not in ".!?\u2026\u3002\uff01\uff1f"
    ):
        yield "marker behind the stop", before + after + marker
        yield "marker behind the stop and a space", f"{before}{after} {marker}"
    elif not after and re.search(r"(?:[^\W\d_]{4}|\u3002$).?$", before) and before[-1] in STOPS:
        yield "marker before the stop", before[:-1] + marker + before[-1]
        yield "marker and a space before the stop", f"{before[:-1]} {marker}{before[-1]}"
