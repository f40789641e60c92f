"""What was not carried over from a page of a wiki, and where its export breaks."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

SENTENCES: dict[str, Any] = {
    "wiki_infobox_fields_dropped": _("fields of the infobox that are no facts here: dropped"),
    "wiki_tag_dropped": _("cannot be shown here: dropped"),
    "wiki_given_twice": _("given twice: the last counts"),
    "wiki_page_without_reference": _("page without a reference before it"),
    "wiki_reference_not_defined": _("reference that is defined nowhere"),
    "wiki_reference_empty": _("empty reference without a name"),
    "wiki_template_dropped": _("unknown template: dropped"),
    "wiki_citation_without_words": _(
        "citation before any words: written as a work, as in a list of books"
    ),
    "wiki_box_left_out": _(
        "box of the wiki (a notice, a list of related pages): left out, as its template in the export says"
    ),
    "wiki_template_words_kept": _("unknown template: dropped, its words kept"),
    "wiki_function_dropped": _("function of the wiki: dropped"),
    "wiki_reference_without_end": _("reference without end: closed at the end of its line"),
    "wiki_reference_name_taken": _(
        "name “%(name)s” was already taken: kept as a reference of its own"
    ),
    "wiki_citation_of_no_work": _("citation that names no work"),
    "wiki_citation_unknown_template": _("unknown citation template: read by its parameters"),
    "wiki_short_citation_several": _("short citation fits several works"),
    "wiki_reference_before_unclear": _(
        "“ibid.” after a reference that does not cite one work: kept as a note. Say which work it means."
    ),
    "wiki_short_citation_none": _("short citation fits no work on the page"),
    "wiki_reference_not_used": _("reference that is used nowhere"),
    "wiki_block_in_note": _("picture, list or table in a note: dropped"),
    "wiki_page_too_long": ngettext_lazy(
        "longer than %(count)s million characters: not converted",
        "longer than %(count)s million characters: not converted",
        "count",
    ),
    "wiki_page_hidden": _("not converted: its text is hidden on the wiki"),
    "wiki_page_of_other_model": _("not converted: its content is %(model)s, not wikitext"),
    "wiki_table_for_layout": _("table used for layout: its cells follow each other"),
    "wiki_row_attributes": _("text in a row's attributes: dropped"),
    "wiki_cells_merged": _("cells that span rows or columns: written out cell by cell"),
    "wiki_link_without_title": _("link to no title: its words kept"),
    "wiki_link_to_no_article": _("link to a page that is no article: its words kept"),
    "wiki_link_within_page": _("link to a section of this page: its words kept"),
    "wiki_link_section": _("section of a link: the link leads to the whole entry"),
    "wiki_link_elsewhere": _("link to another wiki (%(wiki)s): its words kept"),
    "wiki_icon": _("icon in the text: dropped"),
    "wiki_gallery_line": _("a line that names no file: dropped"),
    "dump_is_zip": _("byte 0: this is a zip file; unpack it first"),
    "dump_broken": _("byte %(byte)s of the unpacked export: %(reason)s"),
    "dump_at": _("line %(line)s, column %(column)s: %(reason)s"),
    "dump_long_tag": _("a tag or comment of more than %(size)s KiB"),
    "dump_doctype": _("a document type declaration (%(name)s) has no place in an export"),
    "dump_entity": _("an entity declaration (%(name)s) has no place in an export"),
    "dump_of_no_wiki": _("not a MediaWiki export: it begins with <%(tag)s>"),
    "dump_too_deep": _("elements nested too deeply for an export"),
    "dump_long_field": _("<%(tag)s> holds more than %(size)s MiB"),
}
