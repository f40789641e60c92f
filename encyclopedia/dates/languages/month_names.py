"""The names of the months by language, made by `docs/months/make_month_names.py` from CLDR 49.

Copyright © 1991-2025 Unicode, Inc., under the Unicode License v3: https://www.unicode.org/license.txt.
"""

from __future__ import annotations

from typing import Final

# A line for each quarter: months parted by bars, names of one by strokes; abbreviations have a full stop.
MONTH_NAMES: Final = {
    "ar": """
يناير/كانون الثاني/جانفي | فبراير/شباط/فيفري | مارس/آذار
أبريل/نيسان/أفريل | مايو/أيار/ماي | يونيو/حزيران/جوان
يوليو/تموز/يوليوز/جويلية | أغسطس/آب/غشت/أوت | سبتمبر/أيلول/شتنبر
أكتوبر/تشرين الأول/تشرين الأول. | نوفمبر/تشرين الثاني/نونبر | ديسمبر/كانون الأول/دجنبر
""",
    "be": """
студзеня/студзень/сту. | лютага/люты/лют. | сакавіка/сакавік/сак.
красавіка/красавік/кра. | мая/май | чэрвеня/чэрвень/чэр.
ліпеня/ліпень/ліп. | жніўня/жнівень/жні. | верасня/верасень/вер.
кастрычніка/кастрычнік/кас. | лістапада/лістапад/ліс. | снежня/снежань/сне.
""",
    "bg": """
януари/яну. | февруари/фев. | март
април/апр. | май | юни
юли | август/авг. | септември/сеп.
октомври/окт. | ноември/ное. | декември/дек.
""",
    "ca": """
gener/gen. | febrer/febr. | març
abril/abr. | maig | juny
juliol/jul. | agost/ag. | setembre/set.
octubre/oct. | novembre/nov. | desembre/des.
""",
    "cs": """
ledna/leden/led. | února/únor/úno. | března/březen/bře.
dubna/duben/dub. | května/květen/kvě. | června/červen/čvn.
července/červenec/čvc. | srpna/srpen/srp. | září/zář.
října/říjen/říj. | listopadu/listopad/lis. | prosince/prosinec/pro.
""",
    "da": """
januar/jan. | februar/feb. | marts/mar.
april/apr. | maj | juni/jun.
juli/jul. | august/aug. | september/sep.
oktober/okt. | november/nov. | december/dec.
""",
    "de": """
januar/jänner/jan./jän. | februar/feb. | märz/mär.
april/apr. | mai | juni/jun.
juli/jul. | august/aug. | september/sept./sep.
oktober/okt. | november/nov. | dezember/dez.
""",
    "el": """
ιανουαρίου/ιανουάριος/ιαν. | φεβρουαρίου/φεβρουάριος/φεβ. | μαρτίου/μάρτιος/μαρ./μάρ.
απριλίου/απρίλιος/απρ. | μαΐου/μάιος/μαΐ./μάι. | ιουνίου/ιούνιος/ιουν./ιούν.
ιουλίου/ιούλιος/ιουλ./ιούλ. | αυγούστου/αύγουστος/αυγ./αύγ. | σεπτεμβρίου/σεπτέμβριος/σεπ.
οκτωβρίου/οκτώβριος/οκτ. | νοεμβρίου/νοέμβριος/νοε./νοέ. | δεκεμβρίου/δεκέμβριος/δεκ.
""",
    "es": """
enero/ene. | febrero/feb. | marzo/mar.
abril/abr. | mayo/may. | junio/jun.
julio/jul. | agosto/ago. | septiembre/setiembre/sept./sep./set.
octubre/oct. | noviembre/nov. | diciembre/dic.
""",
    "et": """
jaanuar/jaan. | veebruar/veebr. | märts
aprill/apr. | mai | juuni
juuli | august/aug. | september/sept.
oktoober/okt. | november/nov. | detsember/dets.
""",
    "fi": """
tammikuuta/tammikuu/tammi. | helmikuuta/helmikuu/helmi. | maaliskuuta/maaliskuu/maalis.
huhtikuuta/huhtikuu/huhti. | toukokuuta/toukokuu/touko. | kesäkuuta/kesäkuu/kesä.
heinäkuuta/heinäkuu/heinä. | elokuuta/elokuu/elo. | syyskuuta/syyskuu/syys.
lokakuuta/lokakuu/loka. | marraskuuta/marraskuu/marras. | joulukuuta/joulukuu/joulu.
""",
    "fr": """
janvier/janv. | février/févr. | mars
avril/avr. | mai | juin
juillet/juil./juill. | août | septembre/sept.
octobre/oct. | novembre/nov. | décembre/déc.
""",
    "gl": """
xaneiro/xan. | febreiro/feb. | marzo/mar.
abril/abr. | maio | xuño
xullo/xul. | agosto/ago. | setembro/set.
outubro/out. | novembro/nov. | decembro/dec.
""",
    "hr": """
siječnja/siječanj/januar/sij./jan. | veljače/veljača/februar/velj./feb. | ožujka/ožujak/mart/ožu./mar.
travnja/travanj/april/tra./apr. | svibnja/svibanj/maj/svi. | lipnja/lipanj/juni/lip./jun.
srpnja/srpanj/juli/srp./jul. | kolovoza/kolovoz/august/kol./aug. | rujna/rujan/septembar/ruj./sep.
listopada/listopad/oktobar/lis./okt. | studenoga/studeni/novembar/stu./nov. | prosinca/prosinac/decembar/pro./dec.
""",
    "it": """
gennaio/gen. | febbraio/feb. | marzo/mar.
aprile/apr. | maggio/mag. | giugno/giu.
luglio/lug. | agosto/ago. | settembre/set.
ottobre/ott. | novembre/nov. | dicembre/dic.
""",
    "nb": """
januar/jan. | februar/feb. | mars/mar.
april/apr. | mai | juni/jun.
juli/jul. | august/aug. | september/sep.
oktober/okt. | november/nov. | desember/des.
""",
    "nl": """
januari/jan. | februari/feb. | maart/mrt.
april/apr. | mei | juni/jun.
juli/jul. | augustus/aug. | september/sep.
oktober/okt. | november/nov. | december/dec.
""",
    "pl": """
stycznia/styczeń/sty. | lutego/luty/lut. | marca/marzec/mar.
kwietnia/kwiecień/kwi. | maja/maj | czerwca/czerwiec/cze.
lipca/lipiec/lip. | sierpnia/sierpień/sie. | września/wrzesień/wrz.
października/październik/paź. | listopada/listopad/lis. | grudnia/grudzień/gru.
""",
    "pt": """
janeiro/jan. | fevereiro/fev. | março/mar.
abril/abr. | maio/mai. | junho/jun.
julho/jul. | agosto/ago. | setembro/set.
outubro/out. | novembro/nov. | dezembro/dez.
""",
    "ro": """
ianuarie/ian. | februarie/feb. | martie/mar.
aprilie/apr. | mai | iunie/iun.
iulie/iul. | august/aug. | septembrie/sept.
octombrie/oct. | noiembrie/nov. | decembrie/dec.
""",
    "ru": """
января/январь/янв. | февраля/февраль/февр. | марта/март/мар.
апреля/апрель/апр. | мая/май | июня/июнь/июн.
июля/июль/июл. | августа/август/авг. | сентября/сентябрь/сент.
октября/октябрь/окт. | ноября/ноябрь/нояб. | декабря/декабрь/дек.
""",
    "sk": """
januára/január/jan. | februára/február/feb. | marca/marec/mar.
apríla/apríl/apr. | mája/máj | júna/jún
júla/júl | augusta/august/aug. | septembra/september/sep.
októbra/október/okt. | novembra/november/nov. | decembra/december/dec.
""",
    "sl": """
januar/jan. | februar/feb. | marec/mar.
april/apr. | maj | junij/jun.
julij/jul. | avgust/avg. | september/sep.
oktober/okt. | november/nov. | december/dec.
""",
    "sr": """
јануар/januar/јан./jan. | фебруар/februar/феб./feb. | март/mart/мар./mar.
април/april/апр./apr. | мај/maj | јун/jun
јул/jul | август/avgust/авг./avg. | септембар/septembar/сеп./sep.
октобар/oktobar/окт./okt. | новембар/novembar/нов./nov. | децембар/decembar/дец./dec.
""",
    "sv": """
januari/jan. | februari/feb. | mars
april/apr. | maj | juni
juli | augusti/aug. | september/sep.
oktober/okt. | november/nov. | december/dec.
""",
    "tr": """
ocak/oca. | şubat/şub. | mart/mar.
nisan/nis. | mayıs/may. | haziran/haz.
temmuz/tem. | ağustos/ağu. | eylül/eyl.
ekim/eki. | kasım/kas. | aralık/ara.
""",
    "uk": """
січня/січень/січ. | лютого/лютий/лют. | березня/березень/бер.
квітня/квітень/квіт. | травня/травень/трав. | червня/червень/черв.
липня/липень/лип. | серпня/серпень/серп. | вересня/вересень/вер.
жовтня/жовтень/жовт. | листопада/листопад/лист. | грудня/грудень/груд.
""",
}
