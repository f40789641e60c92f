from __future__ import annotations

from editorial.html import messages
from editorial.importers.texts.numbered_text import read_numbered


def test_numbered_notes_say_what_word_footnotes_say() -> None:
    notes = (
        "Isaac Deutscher, The Prophet Armed (London: Oxford University Press, 1954), 44.",
        "Ibid., 45; Jane Roe, The End (Press, 1930), p. 5.",
        "Deutscher, op. cit., p. 20.",
        "Ebd., S. 46.",
        "Там же. С. 14.",
        "Roe, End, 7 (emphasis added).",
        "See note 1.",
        "Deutscher, Prophet, 55. This was later denied.[1] On the strike, see Roe, End, 8.",
        "Smith, op. cit., p. 20.",
        "He meant the Mensheviks, who had left.",
    )
    marks = " ".join(f"So it was.[{number}]" for number in range(1, len(notes) + 1))
    listed = "\n".join(f"[{number}] {words}" for number, words in enumerate(notes, 1))
    imported = read_numbered(f"{marks}\n\nNotes\n{listed}\n")
    text, *explained = imported.text.split("\n\n")
    prophet, end = "deutscher-prophet-1954", "roe-end-1930"
    assert text.removeprefix("So it was.").split(" So it was.") == [
        f"[@{prophet}, p. 44]",
        f"[@{prophet}, p. 45; @{end}, p. 5]",
        f"[@{prophet}, p. 20]",
        f"[@{prophet}, p. 46]",
        f"[@{prophet}, p. 14]",
        f"[@{end}, p. 7, emphasis added]",
        f"[See @{prophet}, p. 44]",
        f"[@{prophet}, p. 55][^8]",
        "[^9]",
        "[^10]",
    ]
    assert explained == [
        f"[^8]: This was later denied.[@{prophet}, p. 44] On the strike, [see @{end}, p. 8]",
        "[^9]: Smith, op. cit., p. 20.",
        "[^10]: He meant the Mensheviks, who had left.",
    ]
    assert len(imported.notes) == len(notes)
    assert [work.key for work in imported.works] == [prophet, end]
    unclear = [line.excerpt for line in imported.report if line.message == messages.NOTE_UNCLEAR]
    assert unclear == ["Smith, op. cit., p. 20."]
