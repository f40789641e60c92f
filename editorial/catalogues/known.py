"""The catalogues that can be switched on: what each takes, how it is asked, who reads its answer. Pure: no Django."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final, Literal
from urllib.parse import quote, urlsplit

from editorial.catalogues.readers.csl_answers import read_crossref, read_csl
from editorial.catalogues.readers.open_library import read_open_library
from editorial.catalogues.readers.preprints import read_arxiv
from editorial.catalogues.readers.pubmed import read_pubmed
from editorial.catalogues.readers.sru import read_sru
from editorial.catalogues.readers.zotero_items import read_zotero
from editorial.catalogues.works import MAX_WORKS, Catalogue, Named, Question
from editorial.fetching.addresses import NotAsked, inside_host, place_of, require_allowed
from editorial.fetching.fetch import Asking

# Where each is, if the setting does not say: those without have no address of their own.
ADDRESSES: Final = {
    "doi": "https://doi.org",
    "crossref": "https://api.crossref.org",
    "open-library": "https://openlibrary.org",
    "arxiv": "https://export.arxiv.org",
    "pubmed": "https://eutils.ncbi.nlm.nih.gov",
    "zotero": "",
    "library": "",
}
MAX_REDIRECTS: Final = 4
MAX_WORDS: Final = 500
_CSL: Final = "application/vnd.citationstyles.csl+json"
_JSON: Final = "application/json"
_FIELDS: Final = "title,subtitle,author_name,first_publish_year,isbn"

Asks = Callable[[str, Question], Asking | None]


def _ask_doi(base: str, question: Question) -> Asking:
    return _get(f"{base}/{quote(question.value)}", _CSL)


def _ask_crossref(base: str, question: Question) -> Asking:
    if question.named == "doi":
        return _get(f"{base}/works/{quote(question.value, safe='')}", _JSON)
    words = quote(question.value[:MAX_WORDS], safe="")
    return _get(f"{base}/works?query.bibliographic={words}&rows={MAX_WORKS}", _JSON)


def _ask_open_library(base: str, question: Question) -> Asking:
    if question.named == "isbn":
        query = f"bibkeys=ISBN:{question.value}&jscmd=data&format=json"
        return _get(f"{base}/api/books?{query}", _JSON)
    words = quote(question.value[:MAX_WORDS], safe="")
    return _get(f"{base}/search.json?q={words}&fields={_FIELDS}&limit={MAX_WORKS}", _JSON)


def _ask_arxiv(base: str, question: Question) -> Asking:
    number = quote(question.value, safe="/")
    return _get(f"{base}/api/query?id_list={number}&max_results=1", "application/atom+xml")


def _ask_pubmed(base: str, question: Question) -> Asking:
    query = f"db=pubmed&retmode=json&id={quote(question.value, safe='')}"
    return _get(f"{base}/entrez/eutils/esummary.fcgi?{query}", _JSON)


def _ask_zotero(base: str, question: Question) -> Asking:
    road = "web" if question.named == "url" else "search"
    headers = {"Accept": _JSON, "Content-Type": "text/plain"}
    return Asking(f"{base}/{road}", headers, question.value.encode())


def _ask_library(template: str, question: Question) -> Asking | None:
    mark = f"{{{question.named}}}"
    if mark not in template:
        return None
    value = quote(question.value[:MAX_WORDS].replace('"', " "), safe="")
    return _get(template.replace(mark, value), "application/xml")


def _get(address: str, accept: str) -> Asking:
    return Asking(address, {"Accept": accept}, redirects=MAX_REDIRECTS)


_ROWS: Final = {
    "doi": ("doi.org", ("doi",), _ask_doi, read_csl),
    "crossref": ("Crossref", ("doi", "words"), _ask_crossref, read_crossref),
    "open-library": ("Open Library", ("isbn", "words"), _ask_open_library, read_open_library),
    "arxiv": ("arXiv", ("arxiv",), _ask_arxiv, read_arxiv),
    "pubmed": ("PubMed", ("pmid",), _ask_pubmed, read_pubmed),
    "zotero": ("Zotero", ("doi", "isbn", "arxiv", "pmid", "url"), _ask_zotero, read_zotero),
    "library": ("", ("doi", "isbn", "words"), _ask_library, read_sru),
}


class NoCatalogue(ValueError):
    """What a setting names is none; `fault` says why: its name, no address, a wrong one, one without a mark."""

    def __init__(self, fault: Literal["name", "missing", "address", "mark"], named: str) -> None:
        self.fault = fault
        self.named = named
        super().__init__(fault, named)


def catalogue(slug: str, address: str = "") -> Catalogue:
    """The catalogue of this name, at `address` or where it is known to be.

    A host that `address` names may be in one's own network, and asked by http. Raises NoCatalogue.
    """
    if slug not in _ROWS:
        raise NoCatalogue("name", slug)
    base = (address or ADDRESSES[slug]).rstrip("/")
    if not base:
        raise NoCatalogue("missing", slug)
    try:
        inside = frozenset({inside_host(base)} if address else ())
        require_allowed(place_of(base), inside)
    except NotAsked as error:
        raise NoCatalogue("address", base) from error
    name, takes, asks, reads = _ROWS[slug]
    if slug == "library":
        takes = tuple(kind for kind in takes if f"{{{kind}}}" in base)
        if not takes:
            raise NoCatalogue("mark", base)
    kinds: frozenset[Named] = frozenset(takes)  # type: ignore[arg-type]
    return Catalogue(
        slug,
        name or str(urlsplit(base).hostname),
        kinds,
        lambda question: asks(base, question),
        reads,
        inside,
    )


def catalogues(listed: Iterable[str]) -> tuple[Catalogue, ...]:
    """Those of a setting's list, each as `name` or `name=address`, in its order. Raises NoCatalogue."""
    pairs = [item.partition("=")[::2] for item in listed]
    return tuple(catalogue(slug.strip(), address.strip()) for slug, address in pairs)
