"""The addresses of readers' reports under /admin/: route, view, fixed arguments, name."""

from __future__ import annotations

from editorial.admin.routes import Route
from editorial.reports import list_views, office_views

REPORT = "reports/<number:number>/"

ROUTES: list[Route] = [
    ("reports/", list_views.reports, {}, "reports"),
    ("reports/decline/", list_views.decline_many, {}, "reports_decline"),
    (REPORT, office_views.report, {}, "report"),
    (f"{REPORT}give/", office_views.give, {}, "report_give"),
    (f"{REPORT}answer/", office_views.answer, {}, "report_answer"),
    (f"{REPORT}close/", office_views.close, {}, "report_close"),
    (f"{REPORT}forget/", office_views.forget, {}, "report_forget"),
]
