"""Where sentences end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from encyclopedia.markup.sentences import ends


def split(words: str, language: str = "en") -> list[str]:
    sentences, start = [], 0
    for end in ends(words, language):
        sentences.append(words[start:end].strip(" "))
        start = end
    return sentences


@pytest.mark.parametrize(
    "words",
    [
        "It was founded in 1911. It was sold in 1924.",
        "It was founded in 1911. Marchetti sold it.",
        "Was it sold? It was not!",
        "She left… Then she came back.",
        "She left... Then she came back.",
        "She said: “It is done. We leave.” Then she left.",
        "It was sold (nobody knew). Then it closed.",
        "She called it “the end”. Olsen left.",
        "It was sold for 3 %. Twenty people left.",
        "She left (in 1911). He stayed (until 1924).",
        "Is this so?! Nobody knows.",
        "Why did all of them leave? Olsen never said.",
        "The end came suddenly for everyone! Olsen never said why.",
        "She called it “a lesson.” Olsen left.",
        "The miners joined the IWMA. Olsen did not.",
    ],
)
def test_two_sentences_are_separated(words: str) -> None:
    assert len(split(words)) == 2


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("de", "Sie wurde in Gent geboren. Marchetti kannte sie."),
        ("fr", "Elle est née à Gand. L’armée la connaissait."),
        ("it", "Nacque a Genova. Rossi la conobbe."),
        ("es", "¿Se vendió? ¡Nadie lo sabe!"),
        ("es", "¿Murió en 1917? Nadie lo sabe."),
        ("pt", "Nasceu em Gante. Foi vendida depois."),
        ("ru", "Это было в 1917 году. Потом всё изменилось."),
        ("ru", "Он родился в 1893 г. В городе его знали."),
        ("zh", "报纸创刊于1911年。1924年出售。"),
        ("ar", "ولد في المدينة. ثم رحل إلى الشام."),
        ("he", "הוא נולד בירושלים. אחר כך עזב."),
        ("hi", "यह सच है। कोई नहीं जानता।"),
        ("ar", "هل تغيرت حياة الفلاح بعد ذلك؟ ارتفع عدد الجمعيات."),
        ("ar", "عاد إلى بلاده . ثم رحل إلى الشام."),
        ("el", "Τι μπορούσε να κάνει ο διευθυντής; Κανείς δεν ξέρει."),
        ("el", "Ποιος έδωσε την εντολή αυτή; Ζάχος και άλλοι."),
        ("tr", "Kentte ilk sandık kuruldu. 1908 yazında grevler başladı."),
        ("tr", "Reisi Hilmi Bey'di. Derginin adı İştirak idi."),
        ("ru", "Лаптев вернулся. 9 января стоял весь завод."),
        ("ru", "Он умер в Чите в 1912-м. Следов его не нашли."),
        ("ru", "Хлеба хватало всем до осени. 9 января стоял весь завод."),
        ("pl", "Rodzice byli dumni. 28 stycznia stanęły tramwaje."),
        ("pl", "Wybito srebrny medal. Redagował pismo młody student."),
        ("fr", "Les patrons laissèrent faire. « Ce n’est pas une caisse », écrivit le préfet."),
        ("zh", "学生从早上就在演讲。“不要买东洋货”是他们的口号。"),
        ("zh", "为什么开枪以前没有警告？法庭上没有人回答。"),
        ("ja", "なぜ商人たちは反対したのか？客を失うからである。"),
        ("ko", "노동 운동은 부두에서 시작되었다. 1920년대에 널리 퍼졌다."),
        ("ko", "그 한 가지가 무엇이었을까? 기록에는 답이 없다."),
        ("de", "Der Bund lieh den Bauern Kredit. Der Zins war niedrig."),
    ],
)
def test_two_sentences_of_other_languages_are_separated(language: str, words: str) -> None:
    assert len(split(words, language)) == 2


@pytest.mark.parametrize(
    "words",
    [
        "Dr. Marchetti met Mrs. Olsen and Prof. Ito in St. Gallen.",
        "Sen. Olsen, Rep. Ito and Col. Prado met.",
        "V. I. Lenin and J.-P. Sartre never met J. A. Hobson.",
        "John F. Kennedy spoke.",
        "A. Marchetti spoke.",
        "It moved to the U.S. Army base, i.e. to a barrack, e.g. a wooden one.",
        "See No. 5, vol. 3, p. 12, ch. 2, fig. 4 and art. 7 cf. Olsen.",
        "On 26 Oct. 1917 and 3 Sept. 1918 it rained.",
        "In Oct. Petrograd was calm.",
        "She was born c. 1880 (fl. 1911) in Gent.",
        "It cost 3.5 million, i.e. 4.25 each.",
        "He wrote “…and so on” in 1911.",
        "He wrote … Marchetti … and nobody else.",
        "“Is it done?” she asked.",
        "Marchetti Bros. Ltd. Olsen & Co. were rivals.",
        "Was it Olsen (?) Marchetti asks.",
        "1. The first of three.",
        "The Ph.D. Marchetti wrote.",
        "The site example.org was sold.",
        "Lenin wrote: “Olsen said so. Olsen knew it. There is no better man.”",
        "He said (this is certain. Nobody doubts it) that it was sold.",
        "It was the end of World War I. He came home.",
        "It moved to the U.S. The war began.",
        "Founded by Marchetti et al. The paper grew.",
        "“It is done.” She said so.",
        "“Halt!” Cried the guard.",
        "Yahoo! Inc. was sold.",
        "The words [sic!] The Times printed.",
        "In 1949 Gen. He Long met Gen. De Gaulle, Prof. Das and Mgr. Le Roy.",
        "Lieut. Brown, Bp. Amory, Geo. Washington and Wm. Penn met Msgr. Olsen.",
        "Marchetti paid £3 10s. 6d. for it under Art. 16, para. 2 of the deed.",
        "Many people were sold. 20 people left.",
        "The ex-min. Olsen left.",
        'He said "I was sold. It was done" and left.',
        "Who left? Olsen asked.",
        "Why did all say: who? Olsen asked.",
        "In What Is to Be Done? Lenin argued otherwise.",
        "To the question, who shall pay? Olsen gave no answer.",
        "Who knocks at this late hour? - Olsen asked.",
        "The words “It is done.” Olsen repeated.",
        "The BROS. Olsen sold it.",
        "PROFESSOR. OLSEN sold it.",
    ],
)
def test_one_sentence_stays_whole(words: str) -> None:
    assert split(words) == [words]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("de", "Der Gesangver. Concordia trat bei."),
        ("de", "Die Aktienges. Hartmann baute Lokomotiven."),
        ("de", "Der Univers. Leipzig fehlte das Geld."),
        ("pl", "Urodz. 28 stycznia w Warszawie."),
        ("pl", "Wojsk. Sąd skazał dziewięciu."),
        ("ru", "Он приехал в понедел. 3 мая."),
        ("de", "Die GEBR. Thonet bauten Stühle."),
        ("ru", "Доклад инстит. Маркса не печатали."),
        ("es", "A la pregunta, ¿quién pagará? Iglesias no contestó."),
        ("tr", "Parayı hangi kooper. Benaroya verecek."),
        ("ar", "زار الأمي. عمر طوسون القرية."),
        ("ar", "في كتابه ما العمل؟ كان لينين يقول غير ذلك."),
        ("zh", "列宁的怎么办？写于一九〇二年。"),
        ("zh", "为什么要罢工？的问题没有人提。"),
        ("ja", "映画は誰のためか？という問いで終わる。"),
    ],
)
def test_one_sentence_of_another_language_stays_whole(language: str, words: str) -> None:
    assert split(words, language) == [words]


def test_closing_signs_belong_to_the_sentence_before() -> None:
    assert split("He said “they knew.” (This was never proved.) Then “nothing.”") == [
        "He said “they knew.”",
        "(This was never proved.)",
        "Then “nothing.”",
    ]


def test_a_quotation_behind_an_abbreviation_may_belong_to_it() -> None:
    words = "He wrote to A. B. “It is done.” She said so."
    assert split(words) == [words]


def test_a_quotation_that_never_closes_holds_nothing_together() -> None:
    assert split("He said “they knew. She left. It rained.") == [
        "He said “they knew.",
        "She left.",
        "It rained.",
    ]


@given(st.text(alphabet="aB1 .!?…。\"“”()'No", max_size=120))
def test_ends_ascend_and_the_last_is_the_length(words: str) -> None:
    offsets = ends(words)
    assert offsets == sorted(set(offsets))
    assert offsets[-1:] == ([len(words)] if words else [])
