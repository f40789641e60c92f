"""Quotations that begin or end so that the source says something else: never word for word."""

from __future__ import annotations

import pytest

from editorial.evidence.quotations import BookPage, Change, Match, locate

WORD_FOR_WORD = {"found", "elsewhere"}
SPACES = " \u00a0\u2009\u202f\u2007\n\u3000\t"


def looked_up(quotation: str, *pages: str) -> Match:
    return locate(quotation, [BookPage(str(n), text) for n, text in enumerate(pages, 1)])


@pytest.mark.parametrize("space", SPACES)
@pytest.mark.parametrize(
    ("quotation", "text"),
    [
        ("500 hommes furent", "En tout 1 500 hommes furent tués."),
        ("En tout 1", "En tout 1 500 hommes furent tués."),
        ("500 000 рублей", "Украли 12 500 000 рублей."),
        ("Украли 12 500", "Украли 12 500 000 рублей."),
        ("… 500 hommes furent", "En tout 1 500 hommes furent tués."),
    ],
)
def test_a_number_is_not_cut_at_its_thousands(quotation: str, text: str, space: str) -> None:
    digits_parted = "".join(
        space if c == " " and text[n + 1].isdigit() and text[n - 1].isdigit() else c
        for n, c in enumerate(text)
    )
    assert looked_up(quotation, digits_parted).status not in WORD_FOR_WORD


@pytest.mark.parametrize(
    ("quotation", "text"),
    [
        ("500 men", "the 1’500 men"),
        ("500 men", "the 1·500 men"),
        ("3 of the men", "Only 2/3 of the men"),
        ("3 of the men", "Only 2 ⁄ 3 of the men"),
        ("Only 2", "Only 2/3 of the men"),
        ("½ tons", "about 1 ½ tons"),
        ("about 1", "about 1 ½ tons"),
        ("10 roubles", "5 × 10 roubles"),
        ("It cost 5", "It cost 5 × 10⁶ roubles"),
        ("5 × 10 roubles", "It cost 5 × 10⁶ roubles"),
        ("5 × 10", "It cost 5 × 10⁶ roubles"),
        ("5 × 10⁵ roubles", "It cost 5 × 10⁶ roubles"),
        ("5 km of land", "had 5 km² of land"),
        ("had 5 km", "had 5 km² of land"),
        ("5 degrees", "It was − 5 degrees"),
        ("5 degrees", "It was – 5 degrees"),
        ("5 degrees", "It was －5 degrees"),
        ("5 per cent", "fell by .5 per cent"),
        ("fell by 3", "fell by 3·5 per cent"),
        ("5 men", "There <5 men died"),
        ("5 men", "There ~5 men died"),
        ("5 men", "There ± 5 men died"),
        ("5 a week", "It cost $ 5 a week"),
        ("at 10", "at 10:30"),
        ("It was 5", "It was 5’ 6” tall"),
        ("6” tall", "It was 5’ 6” tall"),
        ("fell by 5", "fell by 5\n%"),
        ("Some 10", "Some 10-\n12 men"),
        ("12 men", "Some 10 – 12 men"),
    ],
)
def test_a_number_keeps_its_signs(quotation: str, text: str) -> None:
    assert looked_up(quotation, text).status not in WORD_FOR_WORD


@pytest.mark.parametrize(
    ("quotation", "text"),
    [
        ("1 500 hommes", "En tout 1\u202f500 hommes"),
        ("In 1905 500 men", "In 1905 500 men"),
        ("men in May", "12 men in May"),
        ("5 × 10⁶ roubles", "It cost 5 × 10⁶ roubles"),
        ("-5 degrees", "It was −5 degrees"),
        ("$5 a week", "It cost $5 a week"),
        ("5 men died", "In May, 5 men died"),
        ("in 1905.", "in 1905. 12 men"),
        ("两千人", "约有两千人参加"),
        ("四十两", "付给四十两银子"),
        ("银子", "付给四十两银子"),
        ("3천 명", "그날 3천 명"),
    ],
)
def test_a_whole_number_is_found(quotation: str, text: str) -> None:
    assert looked_up(quotation, text).status == "found"


@pytest.mark.parametrize(
    ("quotation", "text"),
    [
        ("千人参加", "约有两千人参加"),
        ("百人参加", "约有数百人参加"),
        ("百人参加", "约有數百人参加"),
        ("千人参加", "约有3千人参加"),
        ("千人参加", "约有三\n千人参加"),
        ("万人参加", "约有3.5万人参加"),
        ("万人参加", "约有３．５万人参加"),
        ("人参加", "约有５人参加"),
        ("年之后", "半年之后"),
        ("三章", "第三章"),
        ("二的人", "三分之二的人"),
        ("人数的三", "人数的三分之二"),
        ("共3", "共3万人"),
        ("천 명", "그날 3천 명"),
        ("그날 3", "그날 3천 명"),
        ("พันคน", "มีสองพันคน"),
        ("พันคน", "มี๒พันคน"),
    ],
)
def test_a_number_in_characters_is_not_cut(quotation: str, text: str) -> None:
    assert looked_up(quotation, text).status not in WORD_FOR_WORD


@pytest.mark.parametrize(
    ("quotation", "behind", "text"),
    [
        *(
            ("支持战争", negation, f"他{negation}支持战争。")
            for negation in "不未非无無没沒別别莫勿弗"
        ),
        ("支持战争", "没有", "他没有支持战争。"),
        ("支持战争", "不", "他不\n支持战争。"),
        ("支持战争", "不", "他不“支持战争”。"),
        ("…支持战争", "不", "他不支持战争。"),
        ("成年人", "未", "未成年人不得入内"),
        ("สนับสนุนสงคราม", "ไม่", "เขาไม่สนับสนุนสงคราม"),
        ("สนับสนุนสงคราม", "ไม่ได้", "เขาไม่ได้สนับสนุนสงคราม"),
    ],
)
def test_a_no_directly_before_the_quotation_is_told(quotation: str, behind: str, text: str) -> None:
    match = looked_up(quotation, text)
    assert (match.status, match.changes) == ("changed", (Change("behind", source=behind),))


@pytest.mark.parametrize(
    ("quotation", "before", "text"),
    [
        ("ガラスは割れ", "なか", "ガラスは割れなかった。"),
        ("ガラスは割れ", "なか", "ガラスは割れ\nなかった。"),
        ("戦争を支持し", "ませ", "戦争を支持しません。"),
        ("전쟁을 지지", "하지 않", "전쟁을 지지하지 않았다"),
        ("전쟁을 지지하지", "않", "전쟁을 지지하지 않았다"),
    ],
)
def test_a_no_directly_behind_the_quotation_is_told(quotation: str, before: str, text: str) -> None:
    match = looked_up(quotation, text)
    assert (match.status, match.changes) == ("changed", (Change("before", source=before),))


def test_a_no_on_the_page_before_is_told() -> None:
    match = looked_up("支持战争", "他说他不", "支持战争。")
    assert (match.status, match.changes) == ("changed", (Change("behind", source="不"),))


@pytest.mark.parametrize(
    ("quotation", "text"),
    [
        ("Some 1012 men", "Some 10-\n12 men came"),
        ("10 12 men", "Some 10-\n12 men came"),
        ("in 19051907 the", "in 1905-\n1907 the looms"),
        ("in 19051907 the", "in 1905–\n1907 the looms"),
        ("Covid19", "Covid-\n19"),
        ("selfgovernment", "self-govern-\nment"),
    ],
)
def test_a_hyphen_beside_a_digit_or_inside_a_line_stays(quotation: str, text: str) -> None:
    assert looked_up(quotation, text).status not in WORD_FOR_WORD


@pytest.mark.parametrize(
    ("quotation", "text"),
    [
        ("Some 10–12 men", "Some 10-\n12 men came"),
        ("in 1905-1907 the", "in 1905–\n1907 the looms"),
        ("Covid-19", "Covid-\n19"),
        ("self-government", "self-govern-\nment"),
        ("self-government", "self-\ngovernment"),
    ],
)
def test_a_range_over_a_line_end_is_found(quotation: str, text: str) -> None:
    assert looked_up(quotation, text).status == "found"


@pytest.mark.parametrize(
    ("quotation", "text"),
    [
        ("the trial of Olsen", "the “trial” of Olsen"),
        ("the “trial of Olsen", "the “trial” of Olsen"),
        ("the “trial” of Olsen", "the trial of Olsen"),
        ("这次审判是公正的", "这次“审判”是公正的"),
        ("the workers paper", "the workers’ paper"),
        ("rock n roll", "rock ’n’ roll"),
    ],
)
def test_marks_that_are_left_out_are_a_difference(quotation: str, text: str) -> None:
    assert looked_up(quotation, text).status == "near"


@pytest.mark.parametrize(
    ("quotation", "text"),
    [
        ('the "trial" of Olsen', "the «trial» of Olsen"),
        ("the ‘trial’ of Olsen", "the ,,trial'' of Olsen"),
        ("这次「审判」是公正的", "这次“审判”是公正的"),
        ("the workers' paper", "the workers’ paper"),
        ("On dit qu’il vola", "On dit qu’ il vola"),
    ],
)
def test_kinds_of_mark_are_layout(quotation: str, text: str) -> None:
    assert looked_up(quotation, text).status == "found"
