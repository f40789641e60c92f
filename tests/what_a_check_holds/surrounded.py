"""Places in which a cited sentence can stand, each with words around it that give it its meaning.

for place in PLACES.values():
    text = place.text(sentence)
    for name, changed in place.meaning_changes(sentence): ...  # the check is to be confirmed, or falls
    for name, changed in place.layout_changes(sentence): ...   # the check stands as it was
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

SENTENCE = "@@"
PLAIN = "The so-called “members” of the party"
WORDS = "The “members” of *Pravda* were ~~not~~ [[Carl Brandt|these]], not the [[Ann Holt|others]]"
IN_CELL = WORDS.replace("|", "\\|")

# What is done to the words around the sentence, and to nothing else.
_MEANINGS: tuple[tuple[str, str, str], ...] = (
    ("a word", "members", "enemies"),
    ("a letter", "members", "member"),
    ("words no longer struck out", "~~not~~", "not"),
    ("other words struck out", "~~not~~ ", "~~never~~ "),
    ("the same word struck out elsewhere", ", not the", ", ~~not~~ the"),
    ("the target of a link", "Carl Brandt", "Karl Brand"),
    ("the targets of two links", "Carl Brandt", "Ann Holt"),
    ("a title's italics", "*Pravda*", "Pravda"),
)


def _wrapped(text: str) -> str:
    """Another line where a paragraph's words are; not in headings, tables and pictures."""
    return "\n".join(
        line if re.match(r"[\s>-]*(?:#|\||!)", line) else line.replace(" of ", "\nof ", 1)
        for line in text.split("\n")
    )


def _padded(text: str) -> str:
    return "\n".join(
        re.sub(r"\s*(?<!\\)\|\s*", "   | ", line).strip() if line.startswith("|") else line
        for line in text.split("\n")
    )


def _straight(text: str) -> str:
    """Straight quotation marks; within a picture's line they would end the caption."""
    return "\n".join(
        line if line.startswith("![") else re.sub("[“”]", '"', line) for line in text.split("\n")
    )


_LAYOUTS: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("soft hyphen", lambda text: text.replace("members", "mem\u00adbers")),
    ("zero-width space", lambda text: text.replace("party", "par\u200bty")),
    ("no-break space", lambda text: text.replace("The ", "The\u00a0")),
    ("two spaces", lambda text: text.replace(" of ", "  of ")),
    ("straight quotation marks", _straight),
    ("emphasis by underscores", lambda text: text.replace("*Pravda*", "_Pravda_")),
    ("bold", lambda text: text.replace("were", "**were**")),
    ("an entity", lambda text: text.replace("these", "th&#101;se")),
    ("wrapped", _wrapped),
    ("a table padded", _padded),
    ("more empty lines", lambda text: text.replace("\n\n", "\n\n\n")),
    ("another sign of lists", lambda text: re.sub(r"(?m)^- ", "+ ", text)),
    ("another label of the note", lambda text: text.replace("[^n]", "[^other]")),
    ("line ends of Windows", lambda text: text.replace("\n", "\r\n")),
)


@dataclass(frozen=True)
class Place:
    """`template` has the sentence as @@ and the words around it; `moves` are changes of this place alone."""

    template: str
    moves: tuple[tuple[str, str], ...] = ()

    def takes(self, sentence: str) -> bool:
        """Whether the sentence can stand here: no bar in a table, no quotation mark in a caption, one line."""
        if SENTENCE not in self.template:
            return True
        in_table = any(SENTENCE in line and "|" in line for line in self.template.split("\n"))
        in_caption = f'"{SENTENCE}' in self.template
        return not (
            "\n" in sentence or ("|" in sentence and in_table) or ('"' in sentence and in_caption)
        )

    def text(self, sentence: str) -> str:
        return self.template.replace(SENTENCE, sentence)

    def meaning_changes(self, sentence: str) -> Iterator[tuple[str, str]]:
        for name, old, new in (
            *_MEANINGS,
            *((f"{old} → {new}", old, new) for old, new in self.moves),
        ):
            changed = self.template.replace(old, new)
            if changed != self.template:
                yield name, changed.replace(SENTENCE, sentence)

    def layout_changes(self, sentence: str) -> Iterator[tuple[str, str]]:
        for name, laid_out in _LAYOUTS:
            changed = laid_out(self.template)
            if changed != self.template:
                yield name, changed.replace(SENTENCE, sentence)


_TABLE = "| a | b |\n|---|---|\n"
PLACES: dict[str, Place] = {
    "under a heading": Place(f"## {WORDS}\n\n@@"),
    "two headings down": Place(f"# {WORDS}\n\n## When\n\n@@"),
    "under a heading, behind a quotation with its own": Place(f"# {WORDS}\n\n> # When\n\n@@"),
    "under a heading in an item": Place(f"- # {WORDS}\n\n  @@"),
    "under a bold line": Place(f"**{PLAIN}**\n\nMore.\n\n@@"),
    "under a bold line that calls a note": Place(f"**{PLAIN}**[^n]\n\n@@\n\n[^n]: {WORDS}."),
    "under a line in italics": Place(f"*{PLAIN}*\n\n@@"),
    "below a colon": Place(f"{WORDS}:\n\n@@"),
    "below a dash": Place(f"{WORDS} —\n\n@@"),
    "below a semicolon": Place(f"{WORDS};\n\n@@"),
    "below a comma": Place(f"{WORDS},\n\n@@"),
    "below three dots": Place(f"{WORDS}…\n\n@@"),
    "below a line without a stop": Place(f"{WORDS}\n\n@@"),
    "in the second paragraph below a colon": Place(f"{WORDS}:\n\nMore.\n\n@@"),
    "in a list further below a colon": Place(f"{WORDS}:\n\nMore.\n\n- @@"),
    "in a list below a question": Place(f"{WORDS}?\n\n- @@"),
    "in a list below two short sentences": Place(f"{PLAIN} erred. It is so.\n\n- @@"),
    "under a line in capitals": Place(f"{PLAIN.upper()}\n\nMore.\n\n@@", (("MEMBERS", "ENEMIES"),)),
    "under a bold line and one in italics": Place(f"**{PLAIN}**\n\n*When*\n\nMore.\n\n@@"),
    "in a list": Place(f"{WORDS}:\n\n- @@", (("- @@", "1. @@"), ("- @@", "> @@"))),
    "in the second item": Place(f"{WORDS}:\n\n1. One.\n2. @@", (("1. One.\n2", "0. One.\n1"),)),
    "in a list below a picture": Place(
        f"{WORDS}:\n\n![x](one.jpg)\n\n- @@", (("one.jpg", "two.jpg"), ("![x]", "![y]"))
    ),
    "in a list below a table": Place(f"{WORDS}:\n\n{_TABLE}| x | y |\n\n- @@"),
    "in a second list": Place(f"{WORDS}:\n\n- One.\n\n* @@"),
    "in a list behind a quotation": Place(f"{WORDS}:\n\n> One.\n\n- @@"),
    "in the second paragraph of an item": Place(f"- {WORDS}.\n\n  @@"),
    "in the third paragraph of an item": Place(f"- {WORDS}.\n\n  More.\n\n  @@"),
    "in a list in an item": Place(f"- {WORDS}\n  - @@"),
    "in a list in a list in an item": Place(f"- {WORDS}\n  - More\n    - @@"),
    "in an item's quotation": Place(f"- {WORDS}\n\n  > @@"),
    "in a quotation": Place(f"{WORDS}:\n\n> @@", (("> @@", "> > @@"),)),
    "in a quotation signed inside": Place(f"> @@\n>\n> — {WORDS}"),
    "in a quotation signed below": Place(f"> @@\n\n— {WORDS}"),
    "in a quotation signed in brackets": Place(f"> @@\n>\n> ({PLAIN})"),
    "in a quotation signed in brackets on its last line": Place(f"> @@\n> ({PLAIN}.)"),
    "in a quotation signed in italics": Place(f"> @@\n>\n> *{PLAIN}*"),
    "in a quotation signed on its last line": Place(f"> @@  \n> *{PLAIN}*"),
    "in a quotation signed with a name alone": Place(f"> @@\n>\n> {PLAIN}"),
    "in a quotation signed in brackets below": Place(f"> @@\n\n({PLAIN})"),
    "below a picture with a caption": Place(
        f'![x](one.jpg "{WORDS}")\n\n@@', (("one.jpg", "two.jpg"),)
    ),
    "below two pictures": Place(
        "![x](one.jpg)\n\n![x](two.jpg)\n\n@@", (("one.jpg", "two.jpg"), ("two.jpg", "one.jpg"))
    ),
    "below code": Place(f"```\n{PLAIN}\n```\n\n@@"),
    "in a caption": Place(
        f'{WORDS}:\n\n![x](one.jpg "@@")',
        (("one.jpg", "two.jpg"), ("![x]", "![y]"), ("one.jpg", "wanted:one.jpg")),
    ),
    "in a table": Place(f"{WORDS}:\n\n{_TABLE}| x | @@ |"),
    "in a table in an item": Place(f"- {WORDS}\n\n  | a | b |\n  |---|---|\n  | x | @@ |"),
    "beside another cell": Place(f"{_TABLE}| {IN_CELL} | @@ |"),
    "in a column with a label": Place(f"| a | {IN_CELL} |\n|---|---|\n| x | @@ |"),
    "in a column with a long label": Place(
        f"| a | {'A long label ' * 10} {IN_CELL} |\n|---|---|\n| x | @@ |"
    ),
    "below the first cell above": Place(f"{_TABLE}| {IN_CELL} | x |\n| | @@ |"),
    "below a row that heads others": Place(f"{_TABLE}| {IN_CELL} | |\n| x | y |\n| z | @@ |"),
    "below a row that heads others in its second cell": Place(
        f"| a | b | c |\n|---|---|---|\n| | {IN_CELL} | |\n| z | y | @@ |"
    ),
    "beside a sign for the same": Place(
        f'| a | b | c |\n|---|---|---|\n| x | {IN_CELL} | y |\n| z | " | @@ |'
    ),
    "in a note": Place(
        f"{WORDS}.[^n] More.\n\n[^n]: @@",
        ((".[^n] More.", ". More.[^n]"), ("of *Pravda*", "of[^n] *Pravda*")),
    ),
    "in a note's list": Place(f"{WORDS}.[^n]\n\n[^n]: One:\n\n    - @@"),
    "in a note called under a heading": Place(f"# {WORDS}\n\nSo.[^n]\n\n[^n]: @@"),
    "in a note called in a heading": Place(f"# {WORDS}[^n]\n\n[^n]: @@"),
    "in a note called in a list": Place(f"{WORDS}:\n\n1. So.[^n]\n\n[^n]: @@", (("1.", "2."),)),
    "in a note called in a cell": Place(
        f"{_TABLE}| {IN_CELL} | x[^n] |\n\n[^n]: @@", (("x[^n] |", "[^n]x |"), ("x[^n]", "[^n]"))
    ),
    "in a note called in a column with a label": Place(
        f"| {IN_CELL} | b |\n|---|---|\n| x[^n] | x |\n\n[^n]: @@", (("x[^n] | x", "x | x[^n]"),)
    ),
    "in a note called in a caption": Place(
        f'![x](one.jpg "{WORDS}[^n]")\n\n[^n]: @@', (("one.jpg", "two.jpg"), ("![x]", "![y]"))
    ),
    "in a note called twice": Place(
        f"# {WORDS}\n\nSo.[^n]\n\n# More\n\nSo.[^n] Thus.[^n]\n\n[^n]: @@",
        (("# More\n\nSo.[^n] Thus", "So.[^n]\n\n# More\n\nThus"),),
    ),
    "calling a note": Place(f"@@[^n]\n\n[^n]: {WORDS}."),
    "calling a note of two blocks": Place(f"@@[^n]\n\n[^n]: So:\n\n    - {WORDS}."),
    "with a note's mark in it": Place(
        "He met[^n] her in Rome.[@a, p. 1]\n\n[^n]: Not so.", (("met[^n] her", "met her[^n]"),)
    ),
    "with words of what is asked for": Place(
        f"He met her[@? {PLAIN}] in 1911.[@a, p. 1]", (("her[", "["),)
    ),
    "under a heading with words of what is asked for": Place(f"# When[@? {PLAIN}]\n\n@@"),
    "leading in a list with a semicolon": Place(f"Named are [@a, p. 3];\n\n- {WORDS}"),
    "leading in a list with a question": Place(f"Was he of [@a, p. 3]?\n\n- {WORDS}"),
    "leading in a list with a sentence": Place(f"All of it is true.[@a, p. 3]\n\n- {WORDS}"),
    "leading in a paragraph with a dash": Place(f"He wrote —[@a, p. 3]\n\n{WORDS}."),
    "leading in a list": Place(f"Named are [@a, p. 3]:\n\n- {WORDS}\n- More"),
    "leading in a picture": Place(
        f'He looked so [@a, p. 3]:\n\n![x](one.jpg "{PLAIN}")', (("one.jpg", "two.jpg"),)
    ),
    "leading in two lists": Place(
        f"Named are [@a, p. 3]:\n\n- More\n\n* {WORDS}", (("- More", "3. More"),)
    ),
    "beginning a list": Place(f"Named are [@a, p. 3]\n\n- {WORDS}\n- More"),
    "leading in a paragraph": Place(f"He wrote [@a, p. 3]:\n\n{WORDS}."),
    "leading in code": Place(f"He wrote [@a, p. 3]:\n\n```\n{PLAIN}\n```"),
    "leading in a quotation": Place(f"He wrote [@a, p. 3]:\n\n> {WORDS}"),
    "leading in a table": Place(f"Named are [@a, p. 3]:\n\n{_TABLE}| x | {IN_CELL} |"),
    "with marks": Place(f"{WORDS} [@a, p. 3].", (("these", "~~these~~"),)),
    "with a year in italics": Place("He read *1984* [@a, p. 3].", (("*1984*", "1984"),)),
    "with a name in italics": Place("He read *l'Unità* [@a, p. 3].", (("*l'Unità*", "l'Unità"),)),
    "with one small word in italics": Place("He read *iskra* [@a, p. 3].", (("*iskra*", "iskra"),)),
    "with Arabic words in italics": Place("قرأ *البرافدا* أمس [@a, p. 3].", (("*", ""),)),
    "with a footnote struck out": Place(
        "He met her.[@a, p. 1]", ((".[@a, p. 1]", ".~~[@a, p. 1]~~"),)
    ),
    "with code": Place("He typed `not` and not [@a, p. 3].", (("`not` and not", "not and `not`"),)),
    "with a link by reference": Place(
        "The [members][r] of it [@a, p. 3].\n\n[r]: https://one.org", (("one.org", "two.org"),)
    ),
    "under a link by reference": Place(
        "# The [members][r]\n\n@@\n\n[r]: https://one.org", (("one.org", "two.org"),)
    ),
}
