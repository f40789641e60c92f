"""How other houses and languages set the same words: no check is dropped by it, also in the office."""

from __future__ import annotations

from dataclasses import replace

import pytest
from factories import Cast, article, check_all, drafted, published, source, submitted

from editorial import actions
from editorial.models import DraftCitation
from encyclopedia.markup import parse
from encyclopedia.models import Citation

# Language → the same sentences as two houses set them; a marker is put behind each.
SET = {
    "fr": (
        ("Il dit « non » hier.", "Il dit «non» hier."),
        ("Il dit « non ».", "Il dit “non”."),
        ("Il lut l’« Iskra » hier.", "Il lut l'«Iskra» hier."),
        ("Il dit : « Non. » Il partit vite de Paris.", "Il dit: «Non.» Il partit vite de Paris."),
        ("Il vint\u202f; elle partit\u00a0! Oui\u2009?", "Il vint; elle partit! Oui?"),
        ("Il vint hier soir ! Elle partit de Paris.", "Il vint hier soir! Elle partit de Paris."),
        ("C’était 50 % du total.", "C’était 50% du total."),
    ),
    "de": (
        ("Er sagte „nein“ und ging.", "Er sagte »nein« und ging."),
        ("Er sagte „nein“ und ging.", "Er sagte «nein» und ging."),
        ("Er sagte „nein, ‚nie‘“ und ging.", "Er sagte »nein, ›nie‹« und ging."),
    ),
    "sv": (("Han sade ”nej” och gick.", "Han sade »nej» och gick."),),
    "ru": (("Он читал «Правду» вчера.", "Он читал „Правду“ вчера."),),
    "en": (
        ("The revolu-\ntion was lost.", "The revolution was lost."),
        ("The revolu\u00ad\ntion was lost.", "The revolution was lost."),
        ("The Marx-\nLenin house.", "The Marx-Lenin house."),
    ),
    "ar": (("قرأ البرافـــدا أمس.", "قرأ البرافدا أمس."),),
    "zh": (
        ("他说「不」然后走了。", "他说“不”然后走了。"),
        ("他来了。「他走了。」他回来了。", "他来了。“他走了。”\n他回来了。"),
        ("他说「他读『真理报』的文章」。", "他说“他读‘真理报’的文章”。"),
        ("他在 1905 年出生。", "他在1905年出生。"),
        ("他在１９０５年出生。", "他在1905年出生。"),
        ("他读 Iskra 的文章。", "他读Iskra的文章。"),
        ("他（Lenin）来了，走了。", "他 (Lenin) 来了, 走了。"),
    ),
    "ja": (
        ("彼は「否」と言った。", "彼は“否”と言った。"),
        ("彼は 1905 年に来た。", "彼は1905年に来た。"),
    ),
}
PAIRS = [
    pytest.param(language, *pair, id=f"{language} {number}")
    for language, pairs in SET.items()
    for number, pair in enumerate(pairs)
]
# What looks like them and is not.
OTHER_WORDS = (
    ("Vor- und Nachteile.", "Vor und Nachteile."),
    ("They re-sign it.", "They resign it."),
    ("The no- one.", "The no one."),
    ("Il dit « non » hier.", "Il dit « non hier »."),
    ("It was 3 - 4.", "It was 34."),
    ("他在 1905 12 年。", "他在190512年。"),
    ("He came; she left.", "He came, she left."),
)


def digests(text: str, language: str) -> list[str]:
    return [citation.digest for citation in parse(text, entry="e", language=language).citations]


@pytest.mark.parametrize(("language", "one", "other"), PAIRS)
def test_the_same_words_set_otherwise_are_the_same(language: str, one: str, other: str) -> None:
    assert digests(f"{one}[@a]", language) == digests(f"{other}[@a]", language) != []
    quoted, set_otherwise = (words.replace('"', "”").replace("\n", " ") for words in (one, other))
    if "\u00ad" not in one:
        assert digests(f'So.[@a, "{quoted}"]', language) == digests(
            f'So.[@a, "{set_otherwise}"]', language
        )


@pytest.mark.parametrize(("one", "other"), OTHER_WORDS)
def test_other_words_are_no_typesetting(one: str, other: str) -> None:
    assert digests(f"{one}[@a]", "en") != digests(f"{other}[@a]", "en")


@pytest.mark.django_db
@pytest.mark.parametrize("language", SET)
def test_in_the_office_a_text_set_by_another_house_is_published_with_its_checks(
    language: str, cast: Cast
) -> None:
    published(source("a"), cast)
    one, other = (
        "\n\n".join(f"{pair[house]}[@a, p. {page}]" for page, pair in enumerate(SET[language], 1))
        for house in (0, 1)
    )
    document = replace(article(text=one), language=language)
    manuscript = submitted(document, cast)
    check_all(manuscript, cast)
    actions.recall(manuscript=manuscript.pk, by=cast.editor, reason="A page is wrong.")
    edited = drafted(replace(document, text=other), cast)
    rows = DraftCitation.objects.filter(manuscript=edited)
    assert set(rows.values_list("standing", flat=True)) == {"supports"}
    published(replace(document, text=other), cast, "layout")
    standings = Citation.objects.filter(entry=edited.pk).values_list("standing", flat=True)
    assert list(standings) == ["supports"] * len(SET[language])
