"""What gives a cited sentence its meaning from outside has a digest of its own; the claim's stays."""

from __future__ import annotations

import pytest

from encyclopedia.markup import parse

CITED = "He met her in 1911.[@a, p. 1]"
TABLE = "| a |\n|---|\n| A 3 [@a] |"
MORE = "After that it went on for many years in other places, as will be told below."
CHANGED = {
    "heading": (f"# Confirmed\n\n{CITED}", f"# Refuted\n\n{CITED}"),
    "heading further up": (f"# Yes\n\n## When\n\n{CITED}", f"# No\n\n## When\n\n{CITED}"),
    "lead-in": (f"They were:\n\n- {CITED}", f"They were not:\n\n- {CITED}"),
    "lead-in of an inner list": (f"- Members:\n  - {CITED}", f"- Enemies:\n  - {CITED}"),
    "number": (f"1. One.\n2. {CITED}", f"1. One.\n2. Two.\n3. {CITED}"),
    "quotation": (CITED, f"> {CITED}"),
    "list": (CITED, f"- {CITED}"),
    "target": (
        CITED.replace("He", "[[A|He]]"),
        CITED.replace("He", "[[B|He]]"),
    ),
    "title": (CITED.replace("her", "*The Paper*"), CITED.replace("her", "The Paper")),
    "column": (
        "| | |\n|---|---|\n| so [@a] | |",
        "| | |\n|---|---|\n| | so [@a] |",
    ),
    "host": (f"It was so.[^n]\n\n[^n]: {CITED}", f"It was not so.[^n]\n\n[^n]: {CITED}"),
    "moved mark": (f"One.[^n] Two.\n\n[^n]: {CITED}", f"One. Two.[^n]\n\n[^n]: {CITED}"),
    "picture": (f'![x](one.jpg "{CITED}")', f'![x](two.jpg "{CITED}")'),
    "question before": ("Did he order it? No.[@a]", "Did he forbid it? No.[@a]"),
    "questions before": (
        "When? And where? In 1911, here.[@a]",
        "Why? And where? In 1911, here.[@a]",
    ),
    "question in a paragraph before": ("Did he?\n\nNo.[@a]", "Did she?\n\nNo.[@a]"),
    "question to a note's sentence": (
        f"Did he? No.[^n]\n\n[^n]: {CITED}",
        f"Did she? No.[^n]\n\n[^n]: {CITED}",
    ),
    "answer": ("Did he order it?[@a] No.", "Did he order it?[@a] Yes."),
    "answer to two questions": ("Did he?[@a] Did she? No.", "Did he?[@a] Did she? Yes."),
    "answer in the next paragraph": ("Did he order it?[@a]\n\nNo.", "Did he order it?[@a]\n\nYes."),
    "legend with signs": (f"{TABLE}\n\nA = agreed.", f"{TABLE}\n\nA = absent."),
    "legend with its name": (f"{TABLE}\n\nNote: in thousands.", f"{TABLE}\n\nNote: in millions."),
    "legend behind a dagger": (f"{TABLE}\n\n† He agreed.", f"{TABLE}\n\n† He refused."),
    "legend in italics": (f"{TABLE}\n\n*In thousands.*", f"{TABLE}\n\n*In millions.*"),
    "legend in brackets": (f"{TABLE}\n\n(In thousands.)", f"{TABLE}\n\n(In millions.)"),
    "legend without a stop": (f"{TABLE}\n\nIn thousands", f"{TABLE}\n\nIn millions"),
    "legend as a list": (f"{TABLE}\n\n* provisional", f"{TABLE}\n\n* final"),
    "run-in head": ("**Confirmed.** He met her.[@a]", "**Refuted.** He met her.[@a]"),
    "run-in head of a list item": (
        "- *Confirmed.* He met her.[@a]",
        "- *Refuted.* He met her.[@a]",
    ),
    "date as a run-in head": ("14 March 1921. He fled.[@a]", "14 March 1931. He fled.[@a]"),
    "short sentence behind": ("He fled to Peru.[@a] Not so.", "He fled to Peru.[@a] Quite so."),
    "remark in brackets behind": (
        "He fled to Peru.[@a] (This is false.)",
        "He fled to Peru.[@a] (This is true.)",
    ),
    "remark in the next paragraph": (f"{CITED}\n\n(This is false.)", f"{CITED}\n\n(This is true.)"),
    "question with another sign": ("Did he order it?! No.[@a]", "Did he stop it?! No.[@a]"),
    "Japanese question": ("彼は命令したか。いいえ。[@a]", "彼は拒否したか。いいえ。[@a]"),
    "question in the item before": ("- Did he?\n- No.[@a]", "- Did she?\n- No.[@a]"),
    "question in a quotation": ("> Did he?\n\nNo.[@a]", "> Did she?\n\nNo.[@a]"),
    "end of a sentence behind a list": (
        "The reports\n\n- that he fled[@a]\n\nwere confirmed.",
        "The reports\n\n- that he fled[@a]\n\nwere refuted.",
    ),
    "end of the item behind its inner list": (
        "- The accused:\n  - He[@a]\n\n  were shot",
        "- The accused:\n  - He[@a]\n\n  were freed",
    ),
    "sentence that signs a quotation": (
        f"> {CITED}\n\nSo wrote Lenin in 1921.",
        f"> {CITED}\n\nSo wrote the forger.",
    ),
    "signature behind two quotations": (
        f"> {CITED}\n\n> Two.\n\n— Lenin",
        f"> {CITED}\n\n> Two.\n\n— Stalin",
    ),
    "picture below": (f"{CITED}\n\n![x](one.jpg)", f"{CITED}\n\n![x](two.jpg)"),
    "code below": (f"{CITED}\n\n```\nShoot\n```", f"{CITED}\n\n```\nSpare\n```"),
    "sentence as a legend": (f"{TABLE}\n\nAll with A agreed.", f"{TABLE}\n\nAll with A left."),
    "units below the labels": (
        "| A | B | C |\n|---|---|---|\n| | tons | t |\n| 1 | 3 [@a] | 4 |",
        "| A | B | C |\n|---|---|---|\n| | pounds | t |\n| 1 | 3 [@a] | 4 |",
    ),
    "the same as above": (
        "| A | B |\n|---|---|\n| He | shot |\n| She | same as above [@a] |",
        "| A | B |\n|---|---|\n| He | freed |\n| She | same as above [@a] |",
    ),
    "empty cell": (
        "| A | B | C |\n|---|---|---|\n| He | shot | 1 |\n| She | | 2 [@a] |",
        "| A | B | C |\n|---|---|---|\n| He | freed | 1 |\n| She | | 2 [@a] |",
    ),
    "plain line": (f"Refuted claims\n\n{MORE}\n\n{CITED}", f"Proved claims\n\n{MORE}\n\n{CITED}"),
    "line with a bold word": (
        f"**Refuted** (1921)\n\n{MORE}\n\n{CITED}",
        f"**Proved** (1921)\n\n{MORE}\n\n{CITED}",
    ),
    "item as a heading": (
        f"1. Refuted claims\n\n{MORE}\n\n{CITED}",
        f"1. Proved claims\n\n{MORE}\n\n{CITED}",
    ),
    "lead-in above a remark": (
        f"They were not members.\n\n(A list.)\n\n- {CITED}",
        f"They were the members.\n\n(A list.)\n\n- {CITED}",
    ),
}
KEPT = {
    "marks of a heading": (f"# When\n\n{CITED}", f"When\n====\n\n{CITED}"),
    "sign of a list": (f"They were:\n\n- {CITED}", f"They were:\n\n* {CITED}"),
    "another part": (f"# A\n\n{CITED}\n\n# B\n\nMore.", f"# A\n\n{CITED}\n\n# C\n\nLess."),
    "a heading before": (f"# X\n\nMore.\n\n# A\n\n{CITED}", f"# Y\n\nMore.\n\n# A\n\n{CITED}"),
    "another paragraph": (f"More.\n\n{CITED}", f"Less.\n\n{CITED}"),
    "bold": (CITED.replace("met", "__met__"), CITED.replace("met", "**met**")),
    "a paragraph behind what a colon led in": (
        f"Not true:\n\n- More.\n\n{CITED}",
        f"True:\n\n- More.\n\n{CITED}",
    ),
    "a paragraph further up": (f"It is so.\n\nMore.\n\n{CITED}", f"Not so.\n\nMore.\n\n{CITED}"),
    "a sentence before": (f"It is so.\n\n{CITED}", f"It was so.\n\n{CITED}"),
    "a question that is answered": (
        f"Where is it? It is here. {CITED}",
        f"Where was it? It is here. {CITED}",
    ),
    "prose below a table": (
        f"| a |\n|---|\n| {CITED} |\n\nIt began later. {MORE}",
        f"| a |\n|---|\n| {CITED} |\n\nIt ended later. {MORE}",
    ),
    "a heading in bold below a table": (
        f"| a |\n|---|\n| {CITED} |\n\n**Later**",
        f"| a |\n|---|\n| {CITED} |\n\n**Before**",
    ),
    "what a colon led in above a heading": (
        f"Not true:\n\nOne.\n\n# A\n\n{CITED}",
        f"True:\n\nOne.\n\n# A\n\n{CITED}",
    ),
    "what a colon led in above a line": (
        f"Not true:\n\nOne.\n\n---\n\n{CITED}",
        f"True:\n\nOne.\n\n---\n\n{CITED}",
    ),
    "a long paragraph's first sentence above a list": (
        f"{'It is so. ' * 30}They were these.\n\n- {CITED}",
        f"{'It is not so. ' * 30}They were these.\n\n- {CITED}",
    ),
    "what follows a long paragraph": (
        f"{'It is so. ' * 30}{CITED}\n\n- One",
        f"{'It is so. ' * 30}{CITED}\n\n- Two",
    ),
    "a line in capitals under the next one": (
        f"REFUTED\n\nOne.\n\nCONFIRMED\n\n{CITED}",
        f"OTHER\n\nOne.\n\nCONFIRMED\n\n{CITED}",
    ),
    "prose below a quotation": (
        f"> {CITED}\n\nSo he said. {MORE}",
        f"> {CITED}\n\nHe went. {MORE}",
    ),
    "a cited cell alone in its row": (
        f"| a | b |\n|---|---|\n| x | y |\n| | So.[@b] |\n| z | {CITED} |",
        f"| a | b |\n|---|---|\n| x | y |\n| | Thus.[@b] |\n| z | {CITED} |",
    ),
    "a section that a heading of its own level ended": (
        f"# A\n\n# B[@b]\n\n{CITED}",
        f"# X\n\n# B[@b]\n\n{CITED}",
    ),
    "calls of a note in another order": (
        f"# A\n\nOne.[^n]\n\n# B\n\nTwo.[^n]\n\n[^n]: {CITED}",
        f"# B\n\nTwo.[^n]\n\n# A\n\nOne.[^n]\n\n[^n]: {CITED}",
    ),
    "a note's mark before the full stop": (
        f"It was so.[^n]\n\n[^n]: {CITED}",
        f"It was so [^n].\n\n[^n]: {CITED}",
    ),
    "a link to its own words": (CITED.replace("1911", "[[1911]]"), CITED),
}


def citation(text: str) -> tuple[str, str]:
    """The last one's use."""
    *_, cited = parse(text, entry="e", pictures={"one.jpg", "two.jpg"}).citations
    return cited.digest, cited.context


@pytest.mark.parametrize("name", CHANGED)
def test_another_context_is_noticed_and_the_claim_stays(name: str) -> None:
    before, after = map(citation, CHANGED[name])
    if (
        name != "column"
    ):  # A table's row is its sentence, labels included: there the whole claim may change.
        assert before[0] == after[0]
    assert before[1] != after[1]


@pytest.mark.parametrize("name", KEPT)
def test_what_does_not_bear_on_the_claim_is_no_context(name: str) -> None:
    before, after = map(citation, KEPT[name])
    assert before == after


def test_the_same_sentence_twice_has_a_context_each() -> None:
    first, second = parse(f"# Yes\n\n{CITED}\n\n# No\n\n{CITED}", entry="e").citations
    assert first.digest == second.digest
    assert first.context != second.context


@pytest.mark.parametrize(
    "same", ['"', '-"-', "— » —", "—", "dto.", "ebd.", "то же", "同上", "aynı", "نفسه", "Idem"]
)
def test_a_sign_or_word_for_the_same_is_read_with_the_cell_above(same: str) -> None:
    table = f"| a | b |\n|---|---|\n| @@ | x |\n| {same} | He was shot[@a, p. 3] |"
    (confirmed,) = parse(table.replace("@@", "Confirmed"), entry="e").citations
    (refuted,) = parse(table.replace("@@", "Refuted"), entry="e").citations
    assert confirmed.digest == refuted.digest
    assert confirmed.context != refuted.context
