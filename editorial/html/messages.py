"""What import reports say. The variable part always stands beside it, in the excerpt or detail.

Pure: the sentences are in `editorial.wording.import_sentences`.
"""

from __future__ import annotations

from encyclopedia.core.messages import Message

# Numbered text
REFERENCE_NOT_FOUND = Message("import_reference_not_found")
REFERENCE_UNUSED = Message("import_reference_unused")
REFERENCE_TWICE = Message("import_reference_twice")
REFERENCE_IS_NO_WORK = Message("import_reference_is_no_work")
LIST_UNUSED = Message("import_list_unused")
STRAY_LINE = Message("import_stray_line")
LOST_DASH = Message("import_lost_dash")
MARK_AMBIGUOUS = Message("import_mark_ambiguous")

# Pasted pages and Word files
NOTE_KEPT = Message("import_note_kept")
NOTE_BESIDE = Message("import_note_beside")
NOTE_UNCLEAR = Message("import_note_unclear")
NOTE_LOST = Message("import_note_lost")
NOTE_UNUSED = Message("import_note_unused")
PICTURE_WANTED = Message("import_picture_wanted")
LINK_DROPPED = Message("import_link_dropped")
CELLS_MERGED = Message("import_cells_merged")
TABLE_FLATTENED = Message("import_table_flattened")
FORMULA_AS_CODE = Message("import_formula_as_code")
FORMULA_LOST = Message("import_formula_lost")
BOX_LEFT_OUT = Message("import_box_left_out")
NESTING_CUT = Message("import_nesting_cut")
COMMENTS_LEFT_OUT = Message("import_comments_left_out")
PARAGRAPH_TOO_LONG = Message("import_paragraph_too_long")
FACTS_CHANGED = Message("import_facts_changed")
CHANGES_ACCEPTED = Message("import_changes_accepted")
DELETED_LEFT_OUT = Message("import_deleted_left_out")
TEXT_BOX_MOVED = Message("import_text_box_moved")
CONTENTS_LEFT_OUT = Message("import_contents_left_out")
HIDDEN_LEFT_OUT = Message("import_hidden_left_out")
STRUCK_KEPT = Message("import_struck_kept")
FIELD_WITHOUT_RECORD = Message("import_field_without_record")
CITATION_AS_WORDS = Message("import_citation_as_words")
LISTED_NOT_CITED = Message("import_listed_not_cited")
TITLE_NOTE_MOVED = Message("import_title_note_moved")
NOT_CARRIED_OVER = Message("import_not_carried_over")

# Markdown
BIBLIOGRAPHY_BESIDE = Message("import_bibliography_beside")
KEY_UNKNOWN = Message("import_key_unknown")
FRONT_MATTER_LEFT_OUT = Message("import_front_matter_left_out")

# Files of any kind
ENCODING_GUESSED = Message("import_encoding_guessed")

# Refusals
TOO_LONG = Message("import_too_long")
TOO_MANY_ELEMENTS = Message("import_too_many_elements")
NOT_WORD = Message("import_not_word")
OLD_WORD = Message("import_old_word")
DAMAGED = Message("import_damaged")
UNSAFE_ARCHIVE = Message("import_unsafe_archive")
LOCKED = Message("import_locked")
UNPACKS_TOO_LARGE = Message("import_unpacks_too_large")
UNSAFE_XML = Message("import_unsafe_xml")
NOT_TEXT = Message("import_not_text")


def other_format(name: str) -> Message:
    """A format that is not read here, by its name."""
    return Message("import_other_format", name=name)


RICH_TEXT = Message("import_rich_text")
ENCODING_BROKEN = Message("import_encoding_broken")
NESTED_TOO_DEEPLY = Message("import_nested_too_deeply")
