"""Offices, trades and institutions that stand before a name. Pure.

Whoever shortens one cuts it anywhere ("Instit. Marksa", "Univers. Leipzig"): no beginning of these words counts as
whole, whatever it ends with. The few beginnings that are words of their own are spared.
"""

from __future__ import annotations

from dataclasses import replace

from encyclopedia.markup.languages.language import Language, cut_off, listed

_OFFICES = {
    "cs": """
        institut univerzita knihovna družstvo komise komisař delegace redakce profesor inspektor ředitel tajemník
        advokát tiskárna továrna společnost docent pokladník
        """,
    "de": """
        universität bibliothek gesellschaft kassierer sekretär verband verein abgeordneter direktor kirche minister
        inspektor kommission kommissar gewerkschaft institut redakteur eigentümer genosse
        """,
    "en": """
        association brotherhood committee company congregation cooperative counsel delegate department federation
        inspector institute library manufactory minister president professor secretary society
        superintendent treasurer university
        """,
    "es": """
        instituto universidad biblioteca compañía sociedad secretario federación sindicato comisario comisión presidente
        profesor inspector arzobispo diócesis iglesia delegado imprenta tipografía
        """,
    "fr": """
        institut université bibliothèque compagnie société secrétaire fédération commission commissaire président
        professeur inspecteur archevêque notaire directeur provisoire opposition annales
        """,
    "it": """
        istituto università biblioteca società segretario federazione sindacato commissario commissione
        presidente direttore professore ispettore arcivescovo diocesi tipografia
        """,
    "pl": """
        instytut uniwersytet biblioteka spółdzielnia komisja komisarz delegacja redakcja profesor inspektor dyrektor
        sekretarz adwokat drukarnia kompania stowarzyszenie towarzystwo kapitan porucznik
        """,
    "pt": """
        instituto universidade biblioteca companhia sociedade secretário federação sindicato comissário comissão
        presidente professor inspetor arcebispo diocese igreja delegado tipografia
        """,
    "ru": """
        институт университет библиотека кооператив комиссия комиссар делегация фамилия рукопись редакция профессор
        инспектор директор секретарь депутат адвокат типография министр губерния товарищ капитан поручик
        """,
    "tr": """
        enstitü üniversite kütüphane kooperatif komisyon komiser sendika delege profesör müfettiş müdür başkan sekreter
        avukat matbaa fabrika gazete cemiyet öğretmen
        """,
    "uk": """
        інститут університет бібліотека кооператив комісія комісар делегація рукопис редакція професор інспектор
        директор секретар депутат адвокат друкарня губернія капітан полковник
        """,
}
_SPARED = listed("commis segreta direkt başka depart друкар")
# A shorter word is not taken as whole for its looks.
_SHORTEST = 4


def with_offices(code: str, language: Language) -> Language:
    """The language with the beginnings of its offices among what is not whole."""
    beginnings = cut_off(_OFFICES.get(code, "")) - language.whole - language.nouns - _SPARED
    cut = {beginning for beginning in beginnings if len(beginning) >= _SHORTEST}
    return replace(language, not_whole=language.not_whole | cut)
