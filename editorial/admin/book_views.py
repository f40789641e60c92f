"""Choosing entries for a book: from a search and from subjects, one after the other, and in which order."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from editorial.admin.list_query import MAX_WORDS_LENGTH
from editorial.admin.office_view import office_view, show
from encyclopedia import search
from encyclopedia.downloads import books, kept_books
from encyclopedia.downloads.books import MAX_ENTRIES, MIN_ENTRIES, Scope
from encyclopedia.models import Entry, Tag

MAX_SHOWN = 100


@office_view()
def choose(request: HttpRequest) -> HttpResponseBase:
    """Entries that are chosen stay chosen while others are looked for; `make` asks a worker for the book."""
    asked = request.POST if request.method == "POST" else request.GET
    title, words, subject = (_line(asked.get(name, "")) for name in ("title", "q", "subject"))
    paths = list(dict.fromkeys(map(_line, asked.getlist("entry"))))[: MAX_ENTRIES + 1]
    chosen = list(books.at_paths(paths))
    problem = ""
    if request.method == "POST" and "make" in asked:
        problem = _problem(title, chosen)
        if not problem:
            scope = Scope("", title, tuple(entry.path for entry in chosen))
            kept_books.ask_for(scope)
            return HttpResponseRedirect(scope.path)
    others = {entry.pk for entry in chosen}
    tag = Tag.objects.filter(name__iexact=subject).first() if subject else None
    offered = [entry for entry in _offered(words, tag) if entry.pk not in others]
    context = {
        "title": _("Books of chosen entries"),
        "book_title": title,
        "words": words,
        "subject": subject,
        "chosen": chosen,
        "offered": offered[:MAX_SHOWN],
        "more": max(0, len(offered) - MAX_SHOWN),
        "looked": bool(words or subject),
        "problem": problem,
    }
    page = "editorial/book.html"
    return show(request, page, context, status=422 if problem else 200)


def _line(typed: str) -> str:
    """One line of text that every database takes."""
    return " ".join(typed.replace("\x00", "").encode(errors="ignore").decode().split())[
        :MAX_WORDS_LENGTH
    ]


def _offered(words: str, tag: Tag | None) -> list[Entry]:
    """What the words find, else the entries of the subject."""
    if words:
        answer = search.find(words, tag=tag.slug if tag else "", size=MAX_SHOWN)
        return [hit.entry for hit in answer.hits if hit.entry.kind in books.KINDS]
    if tag:
        entries = Entry.objects.filter(kind__in=books.KINDS, tagged__tag=tag)
        return list(entries.alphabetical()[:MAX_ENTRIES])
    return []


def _problem(title: str, chosen: list[Entry]) -> str:
    if not title:
        return _("The book has no title yet. Give it one.")
    if len(chosen) < MIN_ENTRIES:
        return _(
            "A book has at least two entries. Choose more, or take the PDF of the one from its page."
        )
    if len(chosen) > MAX_ENTRIES:
        return _("A book has at most %(count)s entries. Choose fewer.") % {"count": MAX_ENTRIES}
    return ""
