"""What leads to publication: manuscripts, revisions, approvals, publications, events and checks."""

from editorial.models.accounts import (
    AccountEvent,
    AccountEventKind,
    Invitation,
    KeptLimit,
    SignInFailure,
)
from editorial.models.agreements import Agreement
from editorial.models.bulk_runs import BulkRun
from editorial.models.checks import Check, Confirmation, DraftCitation, Verdict
from editorial.models.comments import Comment, Thread, ThreadState
from editorial.models.commissions import Commission, CommissionStage, CommissionState
from editorial.models.contributions import Contribution
from editorial.models.digest_upgrades import DigestUpgrade
from editorial.models.draft_texts import DraftText
from editorial.models.duplicates import Duplicate, SourceKey, ToldApart
from editorial.models.error_reports import ErrorReport, ReportState
from editorial.models.events import GENESIS, ChainHead, Event
from editorial.models.evidence import PICTURED, Evidence, EvidenceKind, EvidencePage
from editorial.models.holds import Hold
from editorial.models.imports import (
    Import,
    ImportedPage,
    ImportKind,
    ImportLine,
    ImportStatus,
    LineState,
)
from editorial.models.kinds import (
    PROXIES,
    ArticleManuscript,
    OrganisationManuscript,
    PageManuscript,
    PersonManuscript,
    SourceManuscript,
)
from editorial.models.manuscripts import Manuscript, Revision, Status
from editorial.models.merges import Merge
from editorial.models.needed_citations import NeededCitation
from editorial.models.notices import Notice, NoticeKind, NoticePace, Pace
from editorial.models.open_forms import OpenForm
from editorial.models.outside_identities import OutsideIdentity
from editorial.models.profiles import Profile
from editorial.models.publications import Approval, Publication
from editorial.models.restrictions import Restriction, Shown
from editorial.models.saml_answers import SamlAnswer
from editorial.models.saved_views import SavedView
from editorial.models.subject_rules import SubjectRule
from editorial.models.tokens import ApiToken, Scope
from editorial.models.topics import Topic
from editorial.models.uploads import PictureRecord, PictureUse, Upload
from editorial.models.waivers import Waiver

__all__ = [
    "GENESIS",
    "PICTURED",
    "PROXIES",
    "AccountEvent",
    "AccountEventKind",
    "Agreement",
    "ApiToken",
    "Approval",
    "ArticleManuscript",
    "BulkRun",
    "ChainHead",
    "Check",
    "Comment",
    "Commission",
    "CommissionStage",
    "CommissionState",
    "Confirmation",
    "Contribution",
    "DigestUpgrade",
    "DraftCitation",
    "DraftText",
    "Duplicate",
    "ErrorReport",
    "Event",
    "Evidence",
    "EvidenceKind",
    "EvidencePage",
    "Hold",
    "Import",
    "ImportKind",
    "ImportLine",
    "ImportStatus",
    "ImportedPage",
    "Invitation",
    "KeptLimit",
    "LineState",
    "Manuscript",
    "Merge",
    "NeededCitation",
    "Notice",
    "NoticeKind",
    "NoticePace",
    "OpenForm",
    "OrganisationManuscript",
    "OutsideIdentity",
    "Pace",
    "PageManuscript",
    "PersonManuscript",
    "PictureRecord",
    "PictureUse",
    "Profile",
    "Publication",
    "ReportState",
    "Restriction",
    "Revision",
    "SamlAnswer",
    "SavedView",
    "Scope",
    "Shown",
    "SignInFailure",
    "SourceKey",
    "SourceManuscript",
    "Status",
    "SubjectRule",
    "Thread",
    "ThreadState",
    "ToldApart",
    "Topic",
    "Upload",
    "Verdict",
    "Waiver",
]
