"""What readers see: only what is published has a row here."""

from encyclopedia.models.claims import ClaimCounts, EditionSource, Rewording, Wording
from encyclopedia.models.content import (
    Citation,
    ClaimUpgrade,
    Link,
    Need,
    Picture,
    PublishedCheck,
    Standing,
)
from encyclopedia.models.due_pages import DuePage, Extent
from encyclopedia.models.edition_dois import EditionDoi
from encyclopedia.models.entries import (
    Alias,
    Article,
    Entry,
    Kind,
    Organisation,
    Person,
    SitePage,
)
from encyclopedia.models.facts import Fact
from encyclopedia.models.first_shown import FirstShown
from encyclopedia.models.generations import Generation
from encyclopedia.models.pages import (
    PARTS,
    Address,
    Change,
    Edition,
    EditionState,
    Page,
    PageParts,
    PageState,
)
from encyclopedia.models.removals import Removal
from encyclopedia.models.reserved_names import ReservedName
from encyclopedia.models.searching import SearchCentury, SearchName, SearchText
from encyclopedia.models.sources import Reliability, Source
from encyclopedia.models.subjects import Tag, TaggedEntry
from encyclopedia.models.tallies import Counted, Tally
from encyclopedia.models.told import Told
from encyclopedia.models.translations import Translation
from encyclopedia.models.withdrawals import Withdrawal

__all__ = [
    "PARTS",
    "Address",
    "Alias",
    "Article",
    "Change",
    "Citation",
    "ClaimCounts",
    "ClaimUpgrade",
    "Counted",
    "DuePage",
    "Edition",
    "EditionDoi",
    "EditionSource",
    "EditionState",
    "Entry",
    "Extent",
    "Fact",
    "FirstShown",
    "Generation",
    "Kind",
    "Link",
    "Need",
    "Organisation",
    "Page",
    "PageParts",
    "PageState",
    "Person",
    "Picture",
    "PublishedCheck",
    "Reliability",
    "Removal",
    "ReservedName",
    "Rewording",
    "SearchCentury",
    "SearchName",
    "SearchText",
    "SitePage",
    "Source",
    "Standing",
    "Tag",
    "TaggedEntry",
    "Tally",
    "Told",
    "Translation",
    "Withdrawal",
    "Wording",
]
