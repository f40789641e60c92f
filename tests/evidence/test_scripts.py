"""Quotations in scripts other than Latin, and what copying and OCR do to them."""

from __future__ import annotations

import unicodedata

import pytest

from editorial.evidence.quotations import BookPage, Change, Difference, locate

CHINESE = "一九〇五年冬天，印刷工人\n第一次罢工。他们没有得到\n增加工资的承诺，但是工厂在七天之后重新开工了。"
JAPANESE = "工場は一九〇五年に閉鎖されたが、\n労働者たちは「パンと平和」を\n求め続けた。ガラスは割れなかった。"
THAI = "โรงงานปิดตัวลงในฤดูหนาว และคนงาน\nไม่ได้รับค่าจ้างที่สัญญาไว้ น้ำท่วมเมือง"
KOREAN = "공장은 그해 겨울에 문을 닫\n았고 노동자들은 빵과 평화를 요구하였다."


def status(quotation: str, text: str) -> str:
    return locate(quotation, [BookPage("1", text)]).status


@pytest.mark.parametrize(
    ("quotation", "text"),
    [
        ("印刷工人第一次罢工", CHINESE),
        ("没有得到增加工资的承诺，但是工厂在七天", CHINESE),
        ("没有得到增加工资的承诺,但是工厂", CHINESE.replace("，", "，\u200b")),
        ("人民", "⼈民"),
        ("閉鎖されたが、労働者たちは『パンと平和』を求め", JAPANESE),
        ("ガラスは割れなかった", unicodedata.normalize("NFD", JAPANESE)),
        ("ｶﾞﾗｽは", JAPANESE),
        ("คนงานไม่ได้รับค่าจ้าง", THAI),
        ("น้ำท่วม", THAI.replace("น้ำ", "นํ้า")),
        ("ฤดูหนาว\u200bและคนงาน", THAI),
        ("겨울에 문을 닫았고 노동자들은", KOREAN),
        ("빵과 평화를", unicodedata.normalize("NFD", KOREAN)),
        ("the strike ended", "the str\u00adike en¬\nded"),
        ("Ｔｈｅ １９０５ strike", "The 1905 strike"),
        ("Phở bò", unicodedata.normalize("NFD", "Phở bò")),
        ("ouvrier travaille", "l’ouvrier travaille"),
        ("он сказал: «да»", "он ска-\nзал: „да“"),
        ("می‌خواهم", "میخواهم"),
        ("מלחמת העולם", "מלחמת\u200f העולם"),
    ],
)
def test_typesetting_of_every_script_is_nothing(quotation: str, text: str) -> None:
    assert status(quotation, text) == "found"


@pytest.mark.parametrize(
    ("quotation", "text"),
    [
        ("没有得到减少工资的承诺", CHINESE),
        ("他们得到增加工资的承诺", CHINESE),
        ("五年冬天", CHINESE.replace("五年", "十五年")),
        ("ガラスは割れなかつた", JAPANESE),
        ("カラスは割れなかった", JAPANESE),
        ("คนงานได้รับค่าจ้าง", THAI),
        ("คนงานไม่ใด้รับ", THAI),
        ("น่ำท่วม", THAI),
        ("겨울에 문을 열", KOREAN),
        ("화를 요구하였다", KOREAN),
        ("빵 과 평화를", KOREAN),
        ("Pho bo", "Phở bò"),
        ("5 degrees", "fell to −5 degrees"),
        ("3 million died", "1.3 million died"),
        ("rose by 5", "rose by 5 %"),
        ("The looms stopped.", "The looms stopped?"),
        ("a jamais dit", "il n’a jamais dit"),
    ],
)
def test_a_changed_character_tone_accent_or_number_is_a_difference(
    quotation: str, text: str
) -> None:
    assert status(quotation, text) in {"near", "missing"}


def test_what_differs_is_shown_in_the_script_without_spaces() -> None:
    match = locate("没有得到减少工资的承诺，但是", [BookPage("1", CHINESE)])
    assert match.differences == (Difference("减少", "增加"),)


def test_omissions_are_counted_in_characters_where_words_are_not_parted() -> None:
    match = locate("他们没有得到……工厂在七天之后", [BookPage("1", CHINESE)])
    assert match.changes == (
        Change("omission", source="增加工资的承诺，但是", length=9, in_characters=True),
    )
    assert locate("工人〔大〕罢工", [BookPage("1", CHINESE)]).changes == (
        Change("stands_for", "[大]", "第一次"),
    )
