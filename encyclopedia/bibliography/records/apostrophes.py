"""Single marks that open no quotation: "the '60s", "rock 'n' roll", "'Tis", "the peasants' war".

Chicago 6.117 (an apostrophe stands for what is left out, whatever a word processor makes of it) and 7.17
(possessives).
"""

from __future__ import annotations

import re
from typing import Final

_SIGN: Final = "['’‘]"
_LEFT_OUT: Final = re.compile(
    rf"{_SIGN}(?:[0-9]0s(?![\w])|[0-9]{{2}}(?![\w'’])|n{_SIGN}(?=\W)|(?:tis|twas|twill|twere|em|til|cause|round"
    rf"|bout|cross|neath|tween|cello|phone)\b)",
    re.IGNORECASE,
)
_CLOSES_N: Final = re.compile(rf"\W{_SIGN}n\Z", re.IGNORECASE)
# "the workers' party": what follows is what they possess.
_POSSESSED: Final = re.compile(
    r"\b(?:the|of|our|their|your|its|all|both|two|these|those)\s[\w-]+s\Z", re.IGNORECASE
)


def is_apostrophe(source: str, place: int) -> bool:
    """Whether the single mark at `place` stands for something left out, or for a possessive plural."""
    before = source[place - 1 : place]
    if before.isalnum():
        if source[place + 1 : place + 2].isalnum():
            return True
        if _CLOSES_N.search(source[max(0, place - 3) : place]):
            return True
        return bool(
            _POSSESSED.search(source[max(0, place - 60) : place])
            and re.match(r"\s[a-z]", source[place + 1 : place + 3], re.IGNORECASE)
            and not _opened(source, place)
        )
    return _LEFT_OUT.match(source, place) is not None or (
        source[place] != "‘" and not _closed_later(source, place)
    )


def _opened(source: str, place: int) -> bool:
    """Whether a quotation is open before `place` that closes nowhere but here."""
    opening = re.search(r"(?:^|[\s(\[“])‘(?![0-9])", source[:place])
    return opening is not None and "’" not in source[place + 1 :]


def _closed_later(source: str, place: int) -> bool:
    """Whether any mark behind `place` could close a quotation that it opens."""
    for sign in re.finditer("['’]", source[place + 1 :]):
        end = place + 1 + sign.start()
        behind = source[end + 1 : end + 2]
        if not behind.isalnum() and not source[end - 1].isspace() and not _possesses(source, end):
            return True
    return False


def _possesses(source: str, place: int) -> bool:
    return bool(
        _POSSESSED.search(source[max(0, place - 60) : place])
        and re.match(r"\s[a-z]", source[place + 1 : place + 3], re.IGNORECASE)
    )
