"""What a reader of a manuscript is told besides the file: the office's works, and what a person said of the notes.

Pure: no Django.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from editorial.html.imported import KnownWork
from editorial.html.read_notes import Decision
from editorial.importers.fields.own_entry import OwnSite
from editorial.importers.notes.note_trace import NoteTrace


@dataclass(frozen=True, slots=True)
class ReadingAids:
    """`known_work` recognises the office's sources by their records. `decisions` are by the notes' ids, `joined` says
    which works are one, by their identities. `language` is the manuscript's, for its punctuation of references.
    `site` knows the addresses of this site. `trace` is filled with what the notes can be read again from.
    """

    known_work: KnownWork | None = None
    decisions: Mapping[str, Decision] = field(default_factory=dict)
    joined: Mapping[str, str] = field(default_factory=dict)
    language: str = ""
    site: OwnSite | None = None
    trace: NoteTrace | None = None
