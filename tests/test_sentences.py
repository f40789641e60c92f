"""Every sentence that a person reads is translated with gettext: in code, in templates, in scripts."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from source_files import nodes, scripts

from editorial import wording as office_wording
from editorial.gate import obstacle_wording
from encyclopedia import wording
from encyclopedia.core.messages import Message
from encyclopedia.wording import record_labels

ROOT = Path(__file__).resolve().parent.parent
GETTEXT = {"_", "gettext", "gettext_lazy", "gettext_noop", "pgettext", "pgettext_lazy", "npgettext"}
GETTEXT |= {"ngettext", "ngettext_lazy"}
# Strings in calls of these are read by programs or by people who write the code or the settings.
NOT_SHOWN = {"ImproperlyConfigured", "TransactionManagementError", "compile"}
# Where strings of several words are not sentences in the active language, and why.
WORDS_OF_THEIR_OWN = {
    "encyclopedia/bibliography/chicago/": "the words of the style, which is English whatever the site speaks",
    "encyclopedia/bibliography/records/citing_words.py": "the words of the style in other languages",
    "encyclopedia/bibliography/formats/bibtex_fields.py": "words that BibTeX files use",
    "editorial/references/": "words that references of six languages use",
    "encyclopedia/bibliography/records/personal_names.py": "what names are abbreviated by, in any language",
    "encyclopedia/api/schemas.py": "the description of the API, as the following",
    "encyclopedia/api/described_problems.py": "openapi.json, which is English as its field names are",
    "encyclopedia/api/document_members.py": "openapi.json",
    "encyclopedia/api/known_parameters.py": "openapi.json",
    "encyclopedia/api/examples.py": "openapi.json",
    "encyclopedia/api/openapi_file.py": "openapi.json",
    "editorial/api/described_": "openapi.json",
    "encyclopedia/dates/about_words.py": "words of each language that stand before a date",
    "encyclopedia/dates/date_wording.py": "dates in English: the digests of facts' citations rest on them",
    "encyclopedia/dates/date_languages.py": "eras in other languages, as the following",
    "encyclopedia/dates/local_wording.py": "dates in the language of an entry, whatever the site speaks",
    "encyclopedia/dates/intervals.py": "an error that no date can raise",
    "encyclopedia/markup/languages/": "words of each language that stand beside a full stop",
    "encyclopedia/markup/parsed.py": "defaults of `Words`, which a page fills from gettext",
    "encyclopedia/markup/sanitiser.py": "names of HTML elements",
    "encyclopedia/search/sounds.py": "letters, and how they are read",
    "encyclopedia/search/stems.py": "numbers in the words of several languages",
    "editorial/evidence/passages.py": "words that say little in a search for a passage",
    "editorial/exporters/bundles.py": "the README of a bundle, which is English as its verifier is",
    "editorial/verifying/": "copied into bundles, where it runs without Django and any catalogue",
    "editorial/html/html_tree.py": "names of HTML elements",
    "editorial/importers/mediawiki/": "words and templates of wikis, and reasons that become part of a text",
    "editorial/importers/references/": "words of references, and reasons that become part of a text",
    "editorial/importers/notes/numbered_notes.py": "a reason that becomes part of the imported text",
    "editorial/importers/texts/html_footnotes.py": "a reason that becomes part of the imported text",
    "editorial/importers/texts/html_pruning.py": "names of classes in pages",
    "encyclopedia/downloads/word_frame.py": "names of fonts and of styles, as Word has them",
    "encyclopedia/downloads/zotero_fields.py": "names of fields, as Zotero has them",
    "editorial/operating/metrics.py": "what Prometheus is told of a metric, English as its name is",
    **{
        f"editorial/models/{name}_triggers.py": "SQL"
        for name in ("agreement", "approval", "comment", "event", "picture", "suppression")
    },
    "editorial/models/triggers.py": "SQL: what a trigger says is never shown",
    **dict.fromkeys(("editorial/record/snapshot.py", "encyclopedia/serving/copies.py"), "SQL"),
    "editorial/keeping/loading.py": "SQL",
    "editorial/sample/": "the content of the sample",
}

_WORD = r"[^\W\d_]{2,}[’'\w-]*"
_SENTENCE = re.compile(
    rf"(?:{_WORD}[,:;]? ){{2}}{_WORD}|{_WORD} {_WORD}[.!?…]$|^[A-Z][a-z’']+(?: [a-z’']+)+$"
)
_NO_SENTENCE = re.compile(r"[<>=\\\n]|\bSELECT\b|\bCREATE\b|\bLOCK TABLE\b|://|noindex")


def python_files() -> list[Path]:
    return [
        path
        for package in ("encyclopedia", "editorial")
        for path in sorted((ROOT / package).rglob("*.py"))
        if "migrations" not in path.parts
    ]


def name_of(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else getattr(node, "attr", "")


def bare_sentences(tree: Sequence[ast.AST]) -> Iterator[tuple[int, str]]:
    """Line and text of every string that looks like a sentence and that no catalogue can contain."""
    passed: set[int] = set()
    for node in tree:
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            passed.add(id(node.value))  # a docstring
        elif isinstance(node, ast.Subscript) and name_of(node.value) == "Annotated":
            passed.update(map(id, ast.walk(node)))  # describes the API
        elif isinstance(node, ast.Call):
            is_list = name_of(node.func) == "split" and isinstance(node.func, ast.Attribute)
            if is_list or name_of(node.func) in GETTEXT | NOT_SHOWN:
                passed.update(map(id, ast.walk(node)))
            # Django's convention: the help of a command stays in English.
            helps = [keyword.value for keyword in node.keywords if keyword.arg == "help"]
            passed.update(id(part) for value in helps for part in ast.walk(value))
        elif isinstance(node, ast.Assign) and [name_of(t) for t in node.targets] == ["help"]:
            passed.update(map(id, ast.walk(node)))
    for node in tree:
        if id(node) in passed:
            continue
        if isinstance(node, ast.JoinedStr):
            passed.update(map(id, ast.walk(node)))
            text = "".join(
                str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values
            )
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            text = node.value
        else:
            continue
        if _SENTENCE.search(text) and not _NO_SENTENCE.search(text):
            yield getattr(node, "lineno", 0), text


def test_no_sentence_in_the_code_is_outside_gettext() -> None:
    bare = [
        f"{place}:{line}: {text}"
        for path in python_files()
        if not (place := str(path.relative_to(ROOT))).startswith(tuple(WORDS_OF_THEIR_OWN))
        for line, text in bare_sentences(nodes(path))
    ]
    assert bare == []


@pytest.mark.parametrize("place", WORDS_OF_THEIR_OWN)
def test_every_exception_is_still_needed(place: str) -> None:
    trees = [
        nodes(path) for path in python_files() if str(path.relative_to(ROOT)).startswith(place)
    ]
    assert any(list(bare_sentences(tree)) for tree in trees)


@pytest.mark.parametrize(
    "code",
    [
        'raise DateError("There is no such day.")',
        'raise DateError(f"{shown}: there is no such day")',
        'LABEL = "Archived copy"',
        'Fault("after", what="Not a place in this list.")',
    ],
)
def test_a_bare_sentence_is_detected(code: str) -> None:
    assert list(bare_sentences(list(ast.walk(ast.parse(code)))))


def test_gettext_gets_only_strings_that_can_be_extracted() -> None:
    """A catalogue lists strings that are written in the call; strings in a variable are lost."""
    lost = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in python_files()
        for node in nodes(path)
        if isinstance(node, ast.Call)
        and name_of(node.func) in GETTEXT
        and not (node.args and isinstance(node.args[0], ast.Constant))
    ]
    assert lost == []


def template_texts(source: str) -> Iterator[str]:
    """The words of a template outside every tag for translation."""
    for pattern in (
        r"{%\s*(blocktranslate|comment)\b.*?{%\s*end\1\s*%}",
        r"{#.*?#}|{%.*?%}|{{.*?}}",
    ):
        source = re.sub(pattern, " ", source, flags=re.S)
    yield from re.findall(
        r'\s(?:aria-label|title|placeholder|alt|data-words[\w-]*)="([^"]+)"', source
    )
    source = re.sub(
        r"<(script|style|code|kbd)\b.*?</\1>|<!--.*?-->|<[^>]*>", " ", source, flags=re.S
    )
    yield from source.split("\n")


def test_no_template_holds_words_outside_its_translation_tags() -> None:
    # A name, an example of input, and attributes that a block inserts into a tag.
    allowed = {
        "ORCID",
        "1. @service-trotsky-2009, p. 12",
        'class="is-entry"',
        'class="is-home"',
    }
    bare = [
        f"{path.relative_to(ROOT)}: {text.strip()}"
        for path in sorted((ROOT / "templates").rglob("*.html"))
        for text in template_texts(path.read_text(encoding="utf-8"))
        if re.search(r"[^\W\d_]{2,}", text) and text.strip() not in allowed
    ]
    assert bare == []
    assert any("Bare" in text for text in template_texts("{% if x %}<b>Bare</b>{% endif %}"))


def test_no_script_holds_a_sentence() -> None:
    """A script takes its words from attributes that the template translated."""
    strings = re.compile(r"\"([^\"\n]*)\"|'([^'\n]*)'|`([^`]*)`")
    comments = re.compile(r"/\*.*?\*/|^\s*//[^\n]*", re.S | re.M)
    selectors = {
        "form.verdict textarea, form.verdict input",
        "input, textarea, select, [contenteditable]",
        "input, select, textarea",
        "p, li, h2, h3, h4, h5, h6, td, th, figcaption",
        "sup, .visually-hidden, script, style, button, del, .talk, .was",
    }
    bare = [
        f"{path.relative_to(ROOT)}: {text}"
        for path in scripts()
        for match in strings.finditer(comments.sub("", path.read_text(encoding="utf-8")))
        for text in match.groups("")
        if text not in selectors and _SENTENCE.search(text) and not _NO_SENTENCE.search(text)
    ]
    assert bare == []


# Classes and functions that take a code and the values of its sentence.
TAKES_CODE = {
    "Message",
    "MessageError",
    "CitationError",
    "DateError",
    "DocumentError",
    "DumpError",
    "IdentifierError",
    "Unfit",
    "add",
    "at",
}
SENTENCES = office_wording.SENTENCES | obstacle_wording.SENTENCES


class Placeholders(dict[str, Any]):
    """Values for any sentence: every value is its own placeholder, and the count is two."""

    def __missing__(self, name: str) -> Any:
        return 2 if name == "count" else f"%({name})s"


def codes_used() -> Iterator[tuple[str, str, set[str] | None]]:
    """Place, code and names of values of every message that the code makes; None where `**` hides the names."""
    for path in python_files():
        for node in nodes(path):
            if not isinstance(node, ast.Call) or name_of(node.func) not in TAKES_CODE:
                continue
            for argument in node.args:
                if isinstance(argument, ast.Constant) and re.fullmatch(
                    r"[a-z]+(_\w+)+", str(argument.value)
                ):
                    names = {keyword.arg for keyword in node.keywords if keyword.arg}
                    hidden = any(keyword.arg is None for keyword in node.keywords)
                    place = f"{path.relative_to(ROOT)}:{node.lineno}"
                    yield place, str(argument.value), None if hidden else names


def test_every_message_has_a_sentence_that_contains_its_values() -> None:
    codes = list(codes_used())
    assert len(codes) > 150
    for place, code, names in codes:
        assert code in SENTENCES, place
        if names is not None:
            placeholders = Placeholders()
            str(SENTENCES[code] % placeholders)
            names_in_sentence = set(re.findall(r"%\((\w+)\)s", str(SENTENCES[code] % placeholders)))
            assert names_in_sentence | ({"count"} & names) == names, (place, code)


def test_every_sentence_belongs_to_a_code_that_is_used() -> None:
    strings = {
        node.value
        for path in python_files()
        if "wording" not in path.parts and path.name != "obstacle_wording.py"
        for node in nodes(path)
        if isinstance(node, ast.Constant)
    }
    # Codes that are made from the name of a field or a property; their own tests check all of them.
    labels = set(record_labels.SENTENCES)
    labels |= {
        code for code in SENTENCES if code.startswith(("property_", "inverse_", "fact_field_"))
    }
    assert set(SENTENCES) - labels - strings == set()


def test_a_count_selects_singular_or_plural() -> None:
    one, two = (Message("parameter_repeated", count=count) for count in (1, 2))
    assert (wording.words(one), wording.words(two)) == ("Given 1 time.", "Given 2 times.")


def test_a_message_within_a_message_is_worded_too() -> None:
    fault = Message("no_such_month", month=17)
    date = Message("date_impossible", label=Message("field_issued"), fault=fault)
    assert wording.words(date) == "Date: there is no month 17."
