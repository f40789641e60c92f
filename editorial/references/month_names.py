"""The names of months and seasons in the languages that references come in. Pure: no Django."""

from __future__ import annotations

from typing import Final

_MONTH_NAMES = (
    "january jan januar jänner janvier enero ene gennaio gen janeiro januari января янв январь "
    "stycznia styczeń styczen ledna leden ocak gener ianuarie tammikuu tammikuuta január січня",
    "february feb februar février fevrier febrero feb febbraio fevereiro februari февраля фев "
    "февраль lutego luty února únor şubat febrer februarie helmikuu helmikuuta február лютого",
    "march mar märz mars marzo março maart марта мар март marca marzec března březen mart març "
    "martie maaliskuu maaliskuuta március березня marts mrt",
    "april apr avril abril aprile abr апреля апр апрель kwietnia kwiecień dubna duben nisan "
    "aprilie huhtikuu huhtikuuta április квітня",
    "may mai mayo maggio maio mei мая май maja maj května květen mayıs maig toukokuu toukokuuta "
    "május травня mag",
    "june jun juni juin junio giugno junho июня июн июнь czerwca czerwiec června červen haziran "
    "juny iunie kesäkuu kesäkuuta június червня giu",
    "july jul juli juillet julio luglio julho июля июл июль lipca lipiec července červenec temmuz "
    "juliol iulie heinäkuu heinäkuuta július липня lug",
    "august aug août aout agosto ago augustus августа авг август sierpnia sierpień srpna srpen "
    "ağustos agost elokuu elokuuta augusztus серпня augusti",
    "september sep sept septembre septiembre settembre setembro сентября сен сентябрь września "
    "wrzesień září eylül setembre septembrie syyskuu syyskuuta szeptember вересня set setiembre",
    "october oct oktober okt octobre octubre ottobre outubro октября окт октябрь października "
    "październik října říjen ekim octombrie lokakuu lokakuuta október жовтня ott out",
    "november nov novembre noviembre novembro ноября ноя ноябрь listopada listopad kasım "
    "noiembrie marraskuu marraskuuta листопада",
    "december dec dezember dez décembre decembre diciembre dic dicembre dezembro декабря дек "
    "декабрь grudnia grudzień prosince prosinec aralık desembre decembrie joulukuu joulukuuta "
    "грудня desember",
)
MONTHS: Final = {name: n for n, names in enumerate(_MONTH_NAMES, 1) for name in names.split()}
SEASONS: Final = {
    name: number
    for number, names in enumerate(
        (
            "spring frühling frühjahr printemps primavera весна wiosna",
            "summer sommer été verano estate verão лето lato",
            "autumn fall herbst automne otoño autunno outono осень jesień",
            "winter hiver invierno inverno зима zima",
        ),
        1,
    )
    for name in names.split()
}
