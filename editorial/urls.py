"""The addresses of the office that are open to everybody, to programs with a token, or to whoever has an account."""

from django.urls import URLPattern, path

from editorial.accounts import routes as account_routes
from editorial.api import comments, drafts
from editorial.correcting import public_views as correcting
from editorial.operating import metrics, policy_reports, security_contact, signal_views
from editorial.record import log_head
from editorial.reports import public_views

urlpatterns: list[URLPattern] = [
    path("healthz", signal_views.healthz, name="healthz"),
    path("readyz", signal_views.readyz, name="readyz"),
    path("metrics", metrics.metrics, name="metrics"),
    path("policy-report/", policy_reports.receive, name="policy_report"),
    path(".well-known/security.txt", security_contact.security_txt, name="security_txt"),
    path("history/head.json", log_head.head, name="history_head"),
    path("api/v1/drafts/", drafts.drafts, name="api_drafts"),
    path("api/v1/drafts/<uuid:pk>/", drafts.draft, name="api_draft"),
    path("api/v1/drafts/<uuid:pk>/comments/", comments.draft_comments, name="api_draft_comments"),
    path("api/v1/drafts/comments/", comments.comment, name="api_draft_comment"),
    *account_routes.urlpatterns,
    # The constant frame of every entry's page leads here by the relative address.
    path("<kind:kind>/<name:slug>/report/", public_views.report, name="report_error"),
    path(
        "<kind:kind>/<name:slug>/@<number:number>/report/",
        public_views.report,
        name="report_error_of_edition",
    ),
    path("<kind:kind>/<name:slug>/correct/", correcting.correct, name="correct_sentence"),
    path(
        "<kind:kind>/<name:slug>/@<number:number>/correct/",
        correcting.correct,
        name="correct_sentence_of_edition",
    ),
]
