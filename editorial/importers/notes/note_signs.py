"""What notes say instead of a work, in six languages: the same again, the one named before. Pure: no Django."""

from __future__ import annotations

import re
from typing import Final

_END = r"(?=[\s,.;:)(–—-]|\Z)"

# What leads to a work: it becomes the prefix of the citation.
SIGNAL: Final = re.compile(
    r"(?P<signal>(?:"
    r"but\s+see(?:\s+also)?|see(?:\s+also|\s+further|,?\s+e\.\s?g\.,?|,?\s+for\s+(?:example|instance),?)?"
    r"|cf\.(?:\s+also)?|compare|e\.\s?g\.,?|for\s+example,|for\s+instance,|so\s+also|quoted\s+(?:in|from|after)"
    r"|cited\s+(?:in|from|after)|qtd\.\s+in|as\s+(?:quoted|cited)\s+in"
    r"|siehe(?:\s+auch|\s+dazu|\s+z\.\s?B\.)?|s\.\s+(?:auch|dazu|a\.)|vgl\.(?:\s+auch|\s+dazu|\s+z\.\s?B\.)?"
    r"|so\s+auch|ähnlich|dazu|zit(?:\.|iert)\s+(?:nach|in)|hierzu"
    r"|voir(?:\s+aussi|\s+notamment|\s+par\s+exemple)?|cf\s|v\.\s+aussi|cité\s+(?:dans|par|d['’]après)|comparer"
    r"|v[ée]ase(?:\s+también)?|ver(?:\s+también)?|cfr?\.|comp[aá]rese|citado\s+(?:en|por)|cit\.\s+(?:en|in|da)"
    r"|si\s+veda(?:\s+anche)?|vedi(?:\s+anche)?|citato\s+(?:in|da)"
    r"|см\.(?:\s+также|\s+подробнее|\s+об\s+этом)?|ср\.|цит\.\s+по|по\.?\s+цит|подробнее\s+см\."
    r"):?)\s+(?=\S)",
    re.IGNORECASE,
)
AGAIN: Final = re.compile(
    r"(?P<sign>ibid(?:em|\.)?|ibíd(?:em|\.)?|ebd\.?|ebenda|eb\.|там\s+же|тамъ\s+же|ivi|id\.(?=,?\s*(?:\d|pp?\.|S\.|\Z))"
    rf"|(?:a\.\s?a\.\s?o\.|l\.\s?c\.|loc\.\s?cit\.|op\.\s?cit\.|o\.\s?c\.)(?=,?\s*(?:\d|pp?\.|S\.|С\.|\Z|\.)))\.?{_END}",
    re.IGNORECASE,
)
# Behind an author: the work of theirs that was named before.
OF_AUTHOR: Final = re.compile(
    r"[\s,.:]*\(?\b(?P<sign>op\.\s?cit|opus\s+cit|o\.\s?c\.|art\.\s?cit|loc\.\s?cit|a\.\s?a\.\s?o|"
    r"ouv(?:rage|r)?\.?\s+cité|ob\.\s?cit|opera\s+citata|cit\.(?!\s+(?:in|en|da|по))|"
    r"указ(?:анное|\.)?\s*(?:соч(?:инение|\.)?|раб(?:ота|\.)?|ст(?:атья|\.)?)|назв\.\s*соч)"
    rf"\.?\)?{_END}",
    re.IGNORECASE,
)
SAME_AUTHOR: Final = re.compile(
    r"(?:idem|id\.|eadem|ders(?:\.|elbe)|dies(?:\.|elbe)|le\s+même|la\s+même|el\s+mismo|la\s+misma|lo\s+stesso|"
    rf"он\s+же|она\s+же|его\s+же|её\s+же){_END}\s*[,:.]?\s*",
    re.IGNORECASE,
)
OTHER_NOTE: Final = re.compile(
    r"\(?\b(?:(?:as\s+in|see|above|supra|wie|siehe|s\.|vgl\.|voir|v\.|véase|ver|vedi|cfr?\.|см\.)\s+)?(?:above,?\s+|supra,?\s+|oben,?\s+|выше,?\s+)?"
    r"(?:foot)?(?:note|notes|n\.|fn\.|anm(?:\.|erkung)|fu(?:ß|ss)note|fn|nota|сноск[аеиу]|прим(?:\.|ечание))\s*"
    r"(?P<number>\d{1,4})(?:\s*(?:above|supra|oben|ci-dessus|plus\s+haut|выше))?\)?",
    re.IGNORECASE,
)
# Said of the words quoted: belongs to the citation.
SAID_OF_QUOTATION: Final = re.compile(
    r"[,;.]?\s*[(\[]?(?P<words>(?:my\s+|our\s+)?emphasis(?:\s+(?:added|mine|in\s+(?:the\s+)?original))?|italics?\s+(?:added|mine|in\s+(?:the\s+)?original)"
    r"|(?:my|our|own|author['’]s)\s+translation|translation\s+mine|(?:meine|eigene)\s+(?:Übersetzung|Hervorhebung)"
    r"|Hervorhebung(?:en)?\s+(?:im\s+Original|von\s+mir|hinzugefügt)|Herv\.\s+i\.\s?O\.|(?:c['’]est\s+)?(?:moi|nous)\s+qui\s+soulign\w+|je\s+souligne"
    r"|(?:la\s+)?(?:cursiva|traducción)\s+(?:es\s+)?m[ií]a|(?:il\s+)?corsivo\s+(?:è\s+)?mio|traduzione\s+mia|курсив\s+(?:мой|наш|автора)|выделено\s+(?:мной|нами)|перевод\s+(?:мой|наш))"
    r"[)\]]?\s*\.?\s*\Z",
    re.IGNORECASE,
)
# An archive's file: fonds, inventory, file, leaf.
ARCHIVE: Final = re.compile(
    r"\b(?:[фf]|фонд|fond)\.?\s*\d+.{0,20}\b(?:оп|op)\.?\s*\d+", re.IGNORECASE
)
# Small words of sentences, which titles and imprints rarely have in lower case.
_OF_SENTENCES: Final = frozenset(
    re.findall(
        r"[^|]+",
        "is|was|were|are|has|had|have|this|that|these|those|he|she|it|they|we|not|but|which|did|does|says|said|"
        "argues|claims|been|would|could|should|because|although|however|"
        "ist|war|waren|sind|hat|hatte|hatten|wird|wurde|wurden|dass|nicht|er|sie|es|dies|diese|dieser|auch|aber|jedoch|"
        "est|était|sont|ont|cette|qui|ne|pas|il|elle|nous|fut|mais|"
        "es|era|fue|son|ha|esta|este|no|pero|fueron|"
        "è|fu|sono|questo|questa|che|non|ma|furono|"
        "был|была|было|были|это|этот|не|он|она|они|что|но|однако|которые|который|",
    )
)


def small_words(words: str) -> int:
    """How many words are those that sentences are made with."""
    return sum(word in _OF_SENTENCES for word in re.findall(r"\w+", words))


def is_sentence(words: str) -> bool:
    """Whether it reads like a sentence of somebody's own, and not like a reference."""
    return reads_on(words) and small_words(words) >= 1


def reads_on(words: str) -> bool:
    """Whether it reads like running words: three or more, most of them in lower case."""
    listed = re.findall(r"[^\W\d_]+", words)
    return len(listed) > 2 and sum(word[0].islower() for word in listed) / len(listed) >= 0.5
