"""Every public address, and the office."""

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path, register_converter

from encyclopedia import feeds, sitemaps
from encyclopedia.harvesting import beacon, datacite, oai
from encyclopedia.views import (
    about,
    bibliography_files,
    books,
    browsing,
    claim_page,
    comparison,
    connections,
    converters,
    downloads,
    editions,
    entry_page,
    home_page,
    house,
    in_time,
    link_preview,
    media,
    opensearch,
    public_log,
    search_page,
    suggestions,
)

register_converter(converters.KindConverter, "kind")
register_converter(converters.SlugConverter, "name")
register_converter(converters.NumberConverter, "number")
register_converter(converters.DigestConverter, "digest")
register_converter(converters.BibliographyConverter, "bibliography")
register_converter(converters.DownloadConverter, "download")
register_converter(converters.BookConverter, "book")

handler400 = "editorial.operating.away.unreadable"
handler403 = "encyclopedia.views.errors.refused"
handler404 = "encyclopedia.views.errors.unknown"
handler500 = "editorial.operating.away.broken"

ENTRY = "<kind:kind>/<name:slug>/"

urlpatterns: list[URLPattern | URLResolver] = [
    # The office is the default admin site (`editorial.apps`); nothing here imports it.
    path("admin/", admin.site.urls),
    path("", include("editorial.urls")),
    path("api/", include("encyclopedia.api.urls")),
    path("", home_page.home, name="home"),
    path("about/", about.about, name="about"),
    path("browse/", browsing.browse, name="browse"),
    path("browse/<kind:kind>/", browsing.browse, name="browse_kind"),
    path("tags/", browsing.tags, name="tags"),
    path("tag/<name:slug>/", browsing.tag, name="tag"),
    path("book/", books.book, name="book"),
    path("book.<book:ending>", books.book_file, name="book_file"),
    path("book/<digest:digest>/", books.book, name="chosen_book"),
    path("book/<digest:digest>.<book:ending>", books.book_file, name="chosen_book_file"),
    path("tag/<name:slug>/book/", books.book, name="subject_book"),
    path("tag/<name:slug>/book.<book:ending>", books.book_file, name="subject_book_file"),
    path("tag/<name:slug>/feed.atom", feeds.subject, name="tag_feed"),
    path("search/", search_page.results, name="search"),
    path("search/suggest.json", suggestions.suggestions, name="suggest"),
    path("search/opensearch.json", opensearch.suggestions, name="opensearch_suggest"),
    path("opensearch.xml", opensearch.description, name="opensearch"),
    path("claim/<digest:digest>/", claim_page.claim, name="claim"),
    path("wanted/", connections.wanted, name="wanted"),
    path("timeline/", in_time.timeline, name="timeline"),
    path("corrections/", public_log.corrections, name="corrections"),
    path("corrections.atom", feeds.corrections, name="corrections_feed"),
    path("feed.atom", feeds.editions, name="feed"),
    path("beacon/<slug:scheme>.txt", beacon.beacon, name="beacon"),
    path("oai/", oai.answer, name="oai"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-<number:number>.xml", sitemaps.page, name="sitemap_page"),
    path("robots.txt", sitemaps.robots, name="robots"),
    path("house.css", house.colours, name="house_colours"),
    path("house-logo", house.logo, name="house_logo"),
    path("favicon.ico", media.favicon, name="favicon"),
    path("media/<digest:digest>", media.picture, name="picture"),
    path("media/<digest:digest>.<slug:extension>", media.picture, name="picture_file"),
    path("media/<digest:digest>-<number:width>.webp", media.rendition, name="rendition"),
    path("bibliography.<bibliography:ending>", bibliography_files.whole, name="bibliography"),
    path("source/<name:slug>/cited/", connections.cited, name="cited"),
    path("organisation/<name:slug>/members/", connections.members, name="members"),
    path(f"{ENTRY}", entry_page.entry, name="entry"),
    path(f"{ENTRY}index.json", editions.entry_data, name="entry_data"),
    path(f"{ENTRY}cite.<bibliography:ending>", bibliography_files.cite, name="cite"),
    path(
        f"{ENTRY}@<number:number>/cite.<bibliography:ending>",
        bibliography_files.cite_edition,
        name="cite_edition",
    ),
    path(
        f"{ENTRY}bibliography.<bibliography:ending>",
        bibliography_files.of_entry,
        name="entry_bibliography",
    ),
    path(f"{ENTRY}entry.<download:ending>", downloads.of_entry, name="download"),
    path(
        f"{ENTRY}@<number:number>/entry.<download:ending>",
        downloads.of_edition,
        name="download_edition",
    ),
    path(f"{ENTRY}@<number:number>/index.json", editions.edition_data, name="edition_data"),
    path(f"{ENTRY}feed.atom", feeds.entry, name="entry_feed"),
    path(f"{ENTRY}@<number:number>/datacite.xml", datacite.edition, name="edition_datacite"),
    path(f"{ENTRY}history/", editions.history, name="history"),
    path(f"{ENTRY}preview/", link_preview.preview, name="link_preview"),
    path(f"{ENTRY}links/", connections.links, name="links"),
    path(f"{ENTRY}compare/", comparison.choose, name="compare_choice"),
    path(f"{ENTRY}compare/<number:before>/<number:after>/", comparison.comparison, name="compare"),
    path(f"{ENTRY}@<number:number>/", editions.edition, name="edition"),
]
