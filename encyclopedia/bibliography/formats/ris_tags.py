"""What RIS calls types and fields, and what CSL calls them."""

from __future__ import annotations

from typing import Final

# RIS type to CSL type; the first of several RIS types with one CSL type is the one that is written.
TYPES_IN: Final[dict[str, str]] = {
    "JOUR": "article-journal",
    "BOOK": "book",
    "CHAP": "chapter",
    "MGZN": "article-magazine",
    "NEWS": "article-newspaper",
    "ENCYC": "entry-encyclopedia",
    "DICT": "entry-dictionary",
    "THES": "thesis",
    "ELEC": "webpage",
    "RPRT": "report",
    "CPAPER": "paper-conference",
    "MANSCPT": "manuscript",
    "PCOMM": "personal_communication",
    "MPCT": "motion_picture",
    "BLOG": "post-weblog",
    "ICOMM": "post",
    "PAMP": "pamphlet",
    "MAP": "map",
    "DATA": "dataset",
    "COMP": "software",
    "SOUND": "song",
    "MUSIC": "musical_score",
    "ART": "graphic",
    "FIGURE": "figure",
    "PAT": "patent",
    "STAND": "standard",
    "CASE": "legal_case",
    "STAT": "legislation",
    "BILL": "bill",
    "HEAR": "hearing",
    "LEGAL": "regulation",
    "CLSWK": "classic",
    "SLIDE": "speech",
    "SER": "periodical",
    "CTLG": "collection",
    "DBASE": "entry",
    "UNPB": "article",
    "GEN": "document",
    # The rest is only read.
    "ABST": "article-journal",
    "ADVS": "motion_picture",
    "AGGR": "dataset",
    "ANCIENT": "classic",
    "CHART": "graphic",
    "CONF": "book",
    "EBOOK": "book",
    "ECHAP": "chapter",
    "EDBOOK": "book",
    "EJOUR": "article-journal",
    "EQUA": "figure",
    "GOVDOC": "report",
    "GRANT": "document",
    "INPR": "article-journal",
    "JFULL": "periodical",
    "MULTI": "webpage",
    "UNBILL": "bill",
    "VIDEO": "motion_picture",
}
TYPES_OUT: Final[dict[str, str]] = {csl: ris for ris, csl in reversed(TYPES_IN.items())} | {
    "review": "JOUR",
    "review-book": "JOUR",
}
# Types whose T2 is a series, having no container.
WHOLES: Final = frozenset(
    {"book", "report", "thesis", "pamphlet", "map", "standard", "musical_score", "periodical"}
)
NAME_TAGS: Final[dict[str, str]] = {
    "AU": "author",
    "A1": "author",
    "ED": "editor",
    "A2": "editor",
    "A3": "collection-editor",
    "A4": "translator",
}
TEXT_TAGS: Final[dict[str, str]] = {
    "ID": "id",
    "TI": "title",
    "T1": "title",
    "CT": "title",
    "T2": "container-title",
    "JO": "container-title",
    "JF": "container-title",
    "BT": "container-title",
    "J2": "container-title-short",
    "JA": "container-title-short",
    "T3": "collection-title",
    "ST": "title-short",
    "VL": "volume",
    "IS": "issue",
    "NV": "number-of-volumes",
    "ET": "edition",
    "SP": "page",
    "EP": "EP",
    "PB": "publisher",
    "CY": "publisher-place",
    "PP": "publisher-place",
    "DO": "DOI",
    "UR": "URL",
    "LK": "URL",
    "AB": "abstract",
    "N2": "abstract",
    "LA": "language",
    "M3": "genre",
    "M1": "number",
    "CN": "call-number",
    "DB": "archive",
    "DP": "source",
    "RI": "reviewed-title",
    "SE": "section",
}
# In these IS is the number of the work itself, not the issue of a periodical.
NUMBERED: Final = frozenset(
    {"report", "thesis", "patent", "standard", "bill", "legislation", "legal_case"}
)
# Fields in the order in which they are written, each with its tag.
WRITTEN: Final[dict[str, str]] = {
    "title": "TI",
    "title-short": "ST",
    "container-title": "T2",
    "container-title-short": "J2",
    "collection-title": "T3",
    "volume": "VL",
    "number-of-volumes": "NV",
    "issue": "IS",
    "number": "M1",
    "edition": "ET",
    "section": "SE",
    "publisher": "PB",
    "publisher-place": "CY",
    "genre": "M3",
    "reviewed-title": "RI",
    "archive": "DB",
    "call-number": "CN",
    "source": "DP",
    "language": "LA",
    "DOI": "DO",
    "URL": "UR",
    "abstract": "AB",
}
# What RIS has no tag for stands here as "field: value", as Zotero writes and reads its field “Extra”.
EXTRA: Final = "M2"
