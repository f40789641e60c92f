"""What stands in dates in German, French, Spanish and Italian, and what it is in English.

Each line is an English word, or a role that `language` explains, and what is written for it: regular expressions parted
by " | ", of small letters without accents and full stops, as `folding` leaves them.
"""

from __future__ import annotations

from typing import Final

WESTERN: Final = {
    "de": """
between: zwischen
and: und
or: oder | bzw
or earlier: oder (?:fru|frue)her | oder eher | oder davor | und (?:fru|frue)her
or later: oder spa?e?ter | oder danach | und spa?e?ter
before: vor | ante
after: nach | post
until: bis | bis zum | bis zur | bis ins | (?:bis )?spa?e?testens | nicht spa?e?ter als | nicht nach
from: seit | ab | (?:fru|frue)hestens | nicht vor
of: von | vom
within: innerhalb von | innerhalb
early: (?:zu )?anfang | anf | (?:zu )?beginn | (?:fru|frue)he[sn]? | (?:fru|frue)h
mid: mitte | mittlere[sn]?
late: (?:gegen )?ende | spa?e?te[sn]? | spa?e?t
possibly: vielleicht | mo?e?glicherweise | vermutlich | wahrscheinlich | wohl | evtl | eventuell
bc: v ?chr | vor chr | vor christus | vor christi geburt | v ?u ?z | vor unserer zeit(?:rechnung)?
ad: n ?chr | nach chr | nach christus | nach christi geburt | u ?z | unserer zeit(?:rechnung)?
present: heute | gegenwart | zur gegenwart | jetzt
unknown: unbekannt
spring: fru?e?hjahrs? | fru?e?hlings?
summer: sommers?
autumn: herbst(?:es|s)?
winter: winters?
old style: a ?st | alten stils? | alter stil | julianisch | julianischer kalender
new style: n ?st | neuen stils? | neuer stil | gregorianisch | gregorianischer kalender
drop: der | die | das | dem | den | des | am | im | in | jahre?s? | anno | zum
century behind: jahrhunderts? | jahrhunderten | jhs? | jhdts? | jhd
decade: #er(?:n|[ -]?jahren?)?
first: erste[sn]?
second: zweite[sn]?
third: dritte[sn]?
fourth: vierte[sn]?
last: letzte[sn]?
half: ha?e?lfte | h | halbjahr(?:e?s)?
tierce: drittels?
quarter: viertels? | quartals? | vierteljahr(?:e?s)?
month: marz=3 | maerz=3 | mrz=3 | janner=1 | jaenner=1 | feber=2 | juno=6 | julei=7 | oktobers=10
tens: zwanzig | dreissig | vierzig | funfzig | sechzig | siebzig | achtzig | neunzig
""",
    "fr": """
between: entre
and: et
or: ou | ou bien
or earlier: ou avant | ou plus tot | ou anterieur(?:ement)?e? | et avant
or later: ou apres | ou plus tard | ou posterieur(?:ement)?e? | et apres
before: avant | ante | anterieur(?:ement)?e? (?:a|au)
after: apres | post | posterieur(?:ement)?e? (?:a|au)
until: jusqu'(?:en|a|au|aux) | jusque | au plus tard | pas apres
to: a | au | aux
from: depuis | a partir (?:de|du|des|d') | a compter (?:de|du) | au plus tot | pas avant
of: de | du | d'
within: au cours de | dans la periode
early: (?:au )?debut | deb | (?:au )?commencement
mid: (?:au )?milieu | mi | a la mi
late: fin | a la fin
possibly: peut-etre | peut etre | probablement | sans doute | possiblement
bc: av(?:ant)? ?j ?-? ?c | avant jesus-?(?: )?christ | av(?:ant)? (?:notre ere|n ?e)
ad: ap(?:r|res)? ?j ?-? ?c | apres jesus-?(?: )?christ | de notre ere
present: aujourd'hui | present | nos jours | maintenant
unknown: inconnue?s?
spring: printemps
summer: ete
autumn: automne
winter: hiver
old style: ancien style | vieux style | (?:calendrier )?julien
new style: nouveau style | (?:calendrier )?gregorien
drop: le | la | les | l' | des | en | annee | an
start: a | au | aux | dans
century behind: siecles? | s
decade: (?:annees|decennie(?: des annees)?(?: de)?) #
first: premiere? | prem
second: deuxieme | seconde?
third: troisieme
fourth: quatrieme
last: derniere?
half: moitie | semestre
tierce: tiers
1: premier
quarter: quart | trimestre
month: fevr=2 | fev=2 | avr=4 | juill?=7 | aout=8 | dec=12
tens: vingt | trente | quarante | cinquante | soixante | soixante-dix | quatre-vingts? | quatre-vingt-dix
""",
    "es": """
between: entre
and: y | e
or: o | u
or earlier: o antes | o anterior(?:mente)? | o (?:mas )?temprano
or later: o despues | o posterior(?:mente)? | o mas tarde
before: ante | antes (?:de|del) | antes | anterior(?:mente)? (?:a|al)
after: post | despues (?:de|del) | despues | tras | posterior(?:mente)? (?:a|al)
until: hasta | a mas tardar | no despues (?:de|del)
to: a | al
from: desde | a partir (?:de|del) | no antes (?:de|del)
of: de | del
within: dentro (?:de|del) | durante
early: (?:a )?principios? | (?:a )?comienzos? | (?:a )?inicios?
mid: (?:a )?mediados | mitad
late: (?:a )?fin(?:es|ales|al)?
possibly: quizas? | tal vez | posiblemente | probablemente
bc: a ?(?:de ?)?(?:j ?)?c(?! ?\\d) | antes de (?:jesu)?cristo | a ?e ?c | a ?n ?e | antes de nuestra era
ad: d ?(?:de ?)?(?:j ?)?c(?! ?\\d) | despues de (?:jesu)?cristo | e ?c | de nuestra era
present: (?:el )?presente | (?:la )?actualidad | hoy | ahora
unknown: desconocid[oa]
spring: primavera
summer: verano | estio
autumn: otono
winter: invierno
old style: estilo antiguo | antiguo estilo | (?:calendario )?juliano
new style: estilo nuevo | nuevo estilo | (?:calendario )?gregoriano
drop: el | la | los | las | en | ano
start: a | al
century before: siglos? | s
decade: (?:anos|decada de(?: los(?: anos)?)?|decenio de) #
first: primera?
second: segund[oa]
third: tercera? | tercer
fourth: cuart[oa]
last: ultim[oa]
half: mitad | semestre
tierce: tercio
1: primero | uno
quarter: cuarto | trimestre
month: setiembre=9 | septbre=9 | octbre=10
tens: veinte | treinta | cuarenta | cincuenta | sesenta | setenta | ochenta | noventa
""",
    "it": """
between: tra | fra
and: e | ed
or: o | oppure
or earlier: o prima | o anteriore | o precedente
or later: o dopo | o piu tardi | o posteriore | o successiv[oa]
before: ante | prima(?: (?:di|del|della|dell'|dello|degli))? | anteriore (?:a|al)
after: dopo | post | posteriore (?:a|al)
until: fino (?:a|al|all'|alla|agli) | sino (?:a|al|all'|alla) | entro | non oltre | al piu tardi | non dopo
to: al | a | all' | alla | agli
from: dal | dall' | dalla | dagli | da | a partire (?:dal|da|dall'|dalla) | non prima (?:di|del)
of: di | del | dell'
within: nell'arco (?:di|del) | durante
early: (?:agli )?inizi | (?:all')?inizio | principio
mid: (?:a )?meta
late: (?:alla )?fine
possibly: forse | probabilmente | possibilmente | presumibilmente
bc: a ?c(?! ?\\d) | av ?c | avanti cristo | prima di cristo | a ?e ?v
ad: d ?c(?! ?\\d) | dopo cristo | e ?v
present: oggi | presente
unknown: sconosciut[oa] | ignot[oa]
spring: primavera
summer: estate
autumn: autunno
winter: inverno
old style: vecchio stile | stile vecchio | (?:calendario )?giuliano
new style: nuovo stile | stile nuovo | (?:calendario )?gregoriano
drop: il | lo | la | i | gli | le | l' | della | dello | degli | d' | nel | nell' | nella | negli | anno | in
start: a | al | all' | agli | alla
century before: secol[oi] | secc? | s
century behind: secol[oi] | secc?
centuries: duecento | trecento | quattrocento | cinquecento | seicento | settecento | ottocento | novecento
decade: (?:anni|decennio) #
first: prim[oa]
second: second[oa]
third: terz[oa]
fourth: quart[oa]
last: ultim[oa]
half: meta | semestre
tierce: terzo
1: primo
quarter: quarto | trimestre
month: genn=1 | febbr=2 | magg=5 | giugn=6 | sett=9
tens: venti | trenta | quaranta | cinquanta | sessanta | settanta | ottanta | novanta
""",
}
