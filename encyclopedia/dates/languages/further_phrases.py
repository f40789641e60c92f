"""What stands in dates in Portuguese, Dutch, Polish, Russian and Arabic, as `western_phrases` has it."""

from __future__ import annotations

from typing import Final

FURTHER: Final = {
    "pt": """
between: entre
and: e
or: ou
or earlier: ou antes | ou anterior(?:mente)? | ou mais cedo
or later: ou depois | ou posterior(?:mente)? | ou mais tarde
before: antes (?:de|do|da|dos) | antes | anterior (?:a|ao)
after: depois (?:de|do|da|dos) | depois | apos(?: [oa]s?)? | posterior (?:a|ao)
until: ate(?: (?:ao?|os?))? | o mais tardar | nao depois (?:de|do)
to: a | ao
from: desde(?: [oa]s?)? | a partir (?:de|do|da|dos) | nao antes (?:de|do)
of: de | do | da | dos | das
early: inicios? | (?:no )?inicio | (?:em )?principios? | (?:no )?comecos?
mid: (?:em )?meados | meio
late: (?:no )?fim | (?:em )?fins | (?:no )?final | (?:nos )?finais
possibly: talvez | possivelmente | provavelmente
bc: a ?c(?! ?\\d) | antes de cristo | a ?e ?c | antes da era comum
ad: d ?c(?! ?\\d) | depois de cristo | e ?c
present: (?:o )?presente | hoje | (?:a )?atualidade | agora
unknown: desconhecid[oa]
spring: primavera
summer: verao
autumn: outono
winter: inverno
old style: estilo antigo | antigo estilo | (?:calendario )?juliano
new style: estilo novo | novo estilo | (?:calendario )?gregoriano
drop: o(?= (?:ano|dia|seculo|verao|outono|inverno)) | os(?= \\d{4}s) | em | ano | dia
start: a | no | na | nos | nas
century before: seculos? | secc? | s
decade: (?:anos|decada (?:de|dos)(?: anos)?) #
first: primeir[oa]
second: segund[oa]
third: terceir[oa]
fourth: quart[oa]
last: ultim[oa]
half: metade | semestre
tierce: terco
1: primeiro
quarter: quarto | trimestre
tens: vinte | trinta | quarenta | cinquenta | sessenta | setenta | oitenta | noventa
""",
    "nl": """
between: tussen
and: en
or: of
or earlier: of eerder | of vroeger | of daarvoor
or later: of later | of daarna
before: voor
after: na
until: tot | tot en met | t ?/? ?m | uiterlijk | niet later dan
from: sinds | vanaf | niet eerder dan
of: van
early: (?:aan het )?begin | vroege?
mid: (?:het )?midden | medio | halverwege
late: (?:aan het )?einde? | late?
possibly: misschien | mogelijk | waarschijnlijk | vermoedelijk
bc: v ?chr | voor christus | voor onze jaartelling | v ?o ?j
ad: n ?chr | na christus | na chr
present: heden | nu | vandaag
unknown: onbekend
spring: lente | voorjaar
summer: zomer
autumn: herfst | najaar
winter: winter
old style: oude stijl | juliaans(?:e kalender)?
new style: nieuwe stijl | gregoriaans(?:e kalender)?
drop: de(?! \\d{3,4}(?!s|\\d)) | het | in | op | jaar
century behind: eeuw(?:en)?
decade: jaren # | #er jaren
first: eerste
second: tweede
third: derde
fourth: vierde
last: laatste
half: helft
tierce: derde(?! kwart)
quarter: kwart | kwartaal
month: mrt=3 | febr=2 | sept=9
tens: twintig | dertig | veertig | vijftig | zestig | zeventig | tachtig | negentig
""",
    "pl": """
between: miedzy | pomiedzy
and: a | i
or: lub | albo | czy
or earlier: (?:lub|albo) (?:wczesniej|przed)
or later: (?:lub|albo) (?:pozniej|po)
before: przed
after: po
until: do | najpozniej | nie pozniej niz
from: od | najwczesniej | nie wczesniej niz
early: (?:na )?poczat(?:ek|ku) | pocz
mid: (?:w )?polow(?:a|y|ie) | (?:w )?pol | srodek
late: (?:pod )?koni?e?c(?:u)? | (?:pod )?kon | schylek
possibly: byc moze | moze | prawdopodobnie | przypuszczalnie
bc: p ?n ?e | przed nasza era | przed chr(?:ystusem)? | przed narodzeniem chrystusa
ad: n ?e | naszej ery | po chr(?:ystusie)?
present: dzis | dzisiaj | obecnie | teraz
unknown: nieznan[aey]
spring: wiosn(?:a|y|e)
summer: lato | latem | lecie
autumn: jesieni?a? | jesien
winter: zim(?:a|y|e)
old style: st ?st | starego stylu | stary styl | (?:kalendarz )?julianski
new style: n ?st | nowego stylu | nowy styl | (?:kalendarz )?gregorianski
drop: w | we | latach(?= \\d{4}) | dnia
year: r | rok | roku
century behind: wiek(?:u|i|ow)? | ww?
decade: lat(?:a|ach|ami)? #(?:\\.|e|ych)?
first: pierwsz(?:a|y|ej|ego|e)
second: drug(?:a|i|iej|iego|ie)
third: trzeci(?:a|ej|ego|e)?
fourth: czwart(?:a|y|ej|ego|e)
last: ostatni(?:a|ej|e|ego)?
half: polow(?:a|y|ie) | pol | polrocz(?:e|a|u)
quarter: kwartal(?:u|e)? | cwierc(?:wiecze)?
month: styczniu=1 | lutym=2 | marcu=3 | kwietniu=4 | maju=5 | czerwcu=6 | lipcu=7 | sierpniu=8 | wrzesniu=9 \
| pazdzierniku=10 | listopadzie=11 | grudniu=12 | styczniem=1 | marcem=3 | kwietniem=4 | majem=5 | czerwcem=6 \
| lipcem=7 | sierpniem=8 | wrzesniem=9 | pazdziernikiem=10 | listopadem=11 | grudniem=12
tens: dwudziest | trzydziest | czterdziest | piecdziesiat | szescdziesiat | siedemdziesiat | osiemdziesiat \
| dziewiecdziesiat
""",
    "ru": """
between: между
and: и
or: или | либо
or earlier: или (?:ранее|раньше)
or later: или (?:позже|позднее)
before: раньше | ранее | перед
after: после | позже | позднее
until: до | по | к | вплоть до | не позднее | не позже | (?:до|по) конца(?= (?:в )?\\d{4})
from: с | со | от | начиная с | не ранее | не раньше
early: (?:в )?начал(?:о|а|у|е) | (?:в )?нач
mid: (?:в )?середин(?:а|ы|у|е) | (?:в )?сер
late: (?:в )?кон(?:ец|ца|цу|це)?
possibly: возможно,? | вероятно,? | предположительно | видимо,? | может быть,?
bc: до н ?э | до нашей эры | до р ?х | до рождества христова
ad: н ?э | нашей эры | (?:от )?р ?х
present: настоящее время | настоящего времени | наши дни | наших дней | сегодня | н ?в
unknown: неизвестн[оаы] | неизвестен
spring: весн(?:а|ы|у|е|ой)
summer: лет(?:о|а|у|е|ом)
autumn: осен(?:ь|и|ью)
winter: зим(?:а|ы|у|е|ой)
old style: ст ?ст | по старому стилю | старого стиля | старый стиль | по юлианскому календарю
new style: н ?ст | по новому стилю | нового стиля | новый стиль | по григорианскому календарю
drop: в | во
year: г | гг | год | года | году | годы | годов | годом | годах
century behind: век(?:а|е|у|ом)? | вв? | столети(?:е|я|ю|и)
decade: #-? ?(?:е|х|м|ми|ые|ых|ым)(?: (?:годы|годов|годах|годам|гг|г))?
first: перв(?:|ая|ой|ую|ый|ого|ом)
second: втор(?:ая|ой|ую|ого|ом)?
third: трет(?:ья|ьей|ью|ий|ьего|ьем)
fourth: четверт(?:ая|ой|ую|ый|ого|ом)
last: последн(?:яя|ей|юю|ий|его|ем|ее) | посл
tierce: трет(?:ь|и)
half: половин(?:а|ы|у|е) | пол | полугоди(?:е|я|и)
quarter: квартал(?:а|е)? | кв | четверт(?:ь|и) | четв
month: январе=1 | феврале=2 | фев=2 | марте=3 | апреле=4 | мае=5 | июне=6 | июле=7 | августе=8 | сентябре=9 | сен=9 \
| октябре=10 | ноябре=11 | ноя=11 | декабре=12 | январю=1 | февралю=2 | марту=3 | апрелю=4 | маю=5 | июню=6 | июлю=7 \
| августу=8 | сентябрю=9 | октябрю=10 | ноябрю=11 | декабрю=12 \
| январем=1 | февралем=2 | мартом=3 | апрелем=4 | маем=5 | июнем=6 | июлем=7 \
| августом=8 | сентябрем=9 | октябрем=10 | ноябрем=11 | декабрем=12
tens: двадцат | тридцат | сороков | пятидесят | шестидесят | семидесят | восьмидесят | девяност
""",
    "ar": """
between: بين
and: و(?= ?\\d) | و
or: او
or earlier: او قبل(?: ذلك)? | او قبله
or later: او بعد(?: ذلك)? | او بعده
before: قبل
after: بعد
until: حتي | الي
from: منذ | ابتداء من
of: من
early: (?:في )?اوايل | (?:في )?اوائل | (?:في )?بدايه | مطلع
mid: (?:في )?منتصف | (?:في )?اواسط
late: (?:في )?اواخر | (?:في )?نهايه
possibly: ربما | من المحتمل | علي الارجح
bc: ق ?م | قبل الميلاد
ad: م | ميلادي | ميلاديه | للميلاد | الميلادي | بعد الميلاد
present: الان | اليوم | الحاضر | الوقت الحاضر | يومنا هذا
unknown: غير معروف | مجهول
spring: ربيع
summer: صيف
autumn: خريف
winter: شتاء
drop: في | عامي | عام | سنه | يوم | شهر
century before: القرن
ordinals: الاول | الثاني | الثالث | الرابع | الخامس | السادس | السابع | الثامن | التاسع | العاشر | الحادي عشر \
| الثاني عشر | الثالث عشر | الرابع عشر | الخامس عشر | السادس عشر | السابع عشر | الثامن عشر | التاسع عشر \
| العشر(?:ين|ون) | الحادي والعشر(?:ين|ون)
decade: (?:ال)?#ي?ات
first: الاول
second: الثاني | الثانيه
third: الثالث
fourth: الرابع
last: الاخير
tierce: الثلث
half: النصف
quarter: الربع
month: ابريل=4 | اغسطس=8 | اكتوبر=10
tens: عشرين | ثلاثين | اربعين | خمسين | ستين | سبعين | ثمانين | تسعين
""",
}

# Languages of which little more than the months is known.
MONTHS_ONLY: Final = {
    "be": "year: г | год | года | годзе",
    "bg": "year: г | година",
    "ca": "of: de | d' | del\ndrop: el | any | l'any",
    "cs": "year: r | roku | roce\ndrop: v(?= [^\\W\\d]{2})",
    "da": "drop: i | den",
    "el": "drop: του | το",
    "et": "year: aasta",
    "fi": "drop: vuonna",
    "gl": "of: de | do",
    "hr": "year: g | god | godine\ndrop: u",
    "nb": "drop: i | den",
    "ro": "drop: in | anul",
    "sk": "year: r | roku\ndrop: v(?= [^\\W\\d]{2})",
    "sl": "drop: leta",
    "sr": "year: g | god | godine | г | год | године\ndrop: u | у",
    "sv": "drop: i | den",
    "tr": "year: yili",
    "uk": "year: р | року | рік\ndrop: у | в",
}
