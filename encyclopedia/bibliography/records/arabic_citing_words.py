"""The words of citations in Arabic entries, as `citing_words` has those of other languages.

A table of its own, since letters from the right between others from the left cannot be read in a line of columns. The
terms follow the locale of the Citation Style Language (locales-ar.xml); where that has only English, usual words.
Pure: no Django.
"""

from __future__ import annotations

from typing import Final


def _pairs(table: str) -> dict[str, str]:
    pairs = (line.split(" | ") for line in table.strip().splitlines())
    return {english.strip(): arabic.strip() for english, arabic in pairs}


TERMS: Final = _pairs("""
and | و
et al. | وآخرون
in | في
n.d. | د.ت
forthcoming | قيد النشر
accessed | تاريخ الوصول
archived {date}, at the Wayback Machine | أُرشف في {date} في Wayback Machine
archived at the Wayback Machine | أُرشف في Wayback Machine
archived {date} | أُرشف في {date}
archived | مؤرشف
repr. | أُعيد طبعه
Reprint | إعادة طبع
originally published as | نُشر أول مرة بعنوان
aired | بُثَّ في
released | صدر في
published | نُشرت في
preprint | نسخة ما قبل النشر
under | مادة
ahead of print | نُشر قبل الطبع
special issue | عدد خاص
supplement | ملحق
review of | مراجعة
unsigned review of | مراجعة غير موقعة
unpublished manuscript | مخطوطة غير منشورة
personal communication | مراسلة شخصية
pers. comm. | مراسلة شخصية
interview | مقابلة
paper presented | ورقة قُدِّمت
presented | قُدِّم
recorded | سُجِّل
at | في
on | على
edition | الطبعة
episode | الحلقة
track | المقطع
version | الإصدار
filed | قُدِّم الطلب في
issued | مُنحت في
Patent | براءة اختراع
vol. | مج.
vols. | مج.
no. | عدد
nos. | أعداد
pt. | ج.
chap. | فصل
sec. | قسم
supp. | ملحق
edited by | تحرير
ed. | تحرير
ed. by | إشراف
translated by | ترجمة
trans. | ترجمة
edited and translated by | تحرير وترجمة
ed. and trans. | تحرير وترجمة
compiled by | جمع
comp. | جمع
illustrated by | رسوم
ill. | رسوم
chaired by | برئاسة
by | تأليف
with | بالاشتراك مع
curated by | تنسيق
directed by | إخراج
executive produced by | إنتاج تنفيذي:
with guest | مع الضيف
with guests | مع الضيوف
hosted by | تقديم
interview by | أجرى المقابلة
narrated by | قراءة
organized by | تنظيم
performed by | أداء
produced by | إنتاج
to | إلى
written by | كتابة
created by | فكرة
""")
LABELS: Final = _pairs("""
chair | رئيس
chairs | رؤساء
ed. | محرر
eds. | محررون
comp. | جامع
comps. | جامعون
contrib. | مساهم
contribs. | مساهمون
cur. | منسق
curs. | منسقون
dir. | مخرج
dirs. | مخرجون
trans. | مترجم
exec. prod. | منتج منفذ
exec. prods. | منتجون منفذون
guest | ضيف
guests | ضيوف
host | مقدم
hosts | مقدمون
ill. | رسام
ills. | رسامون
narr. | راوٍ
narrs. | رواة
org. | منظم
orgs. | منظمون
perf. | مؤدٍّ
perfs. | مؤدون
prod. | منتج
prods. | منتجون
ed. and trans. | محرر ومترجم
eds. and trans. | محررون ومترجمون
ser. creator | صاحب الفكرة
ser. creators | أصحاب الفكرة
""")
PLACES: Final = _pairs("""
act | فصل
appendix | ملحق
article-locator | مادة
book | كتاب
canto | نشيد
chapter | فصل
column | عمود
elocation | موضع
equation | معادلة
figure | شكل
folio | ورقة
issue | عدد
line | سطر
note | حاشية
opus | مصنف
page | ص
paragraph | فقرة
part | ج.
rule | قاعدة
scene | مشهد
section | قسم
supplement | ملحق
table | جدول
title-locator | باب
verse | بيت
version | إصدار
volume | مج.
""")
SEVERAL: Final = _pairs("""
chapter | فصول
column | أعمدة
figure | أشكال
folio | أوراق
issue | أعداد
line | أسطر
note | حواشٍ
page | ص.ص.
paragraph | فقرات
section | أقسام
verse | أبيات
""")
