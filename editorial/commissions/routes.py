"""The addresses of commissions under /admin/: route, view, fixed arguments, name."""

from __future__ import annotations

from editorial.admin.routes import MANUSCRIPT, Route
from editorial.commissions import act_views, agreement_views, list_views
from editorial.commissions.offered_acts import ACTS

COMMISSION = "commissions/<uuid:pk>/"

ROUTES: list[Route] = [
    ("commissions/", list_views.commissions, {}, "commissions"),
    ("commissions.csv", list_views.commissions_file, {}, "commissions_file"),
    ("commissions/wanted/", list_views.wanted, {}, "commissions_wanted"),
    ("commissions/new/", act_views.make, {}, "commission_new"),
    (COMMISSION, act_views.commission, {}, "commission"),
    (
        f"{COMMISSION}agreements/",
        agreement_views.agreements_of_commission,
        {},
        "commission_agreements",
    ),
    (f"{MANUSCRIPT}agreements/", agreement_views.agreements, {}, "agreements"),
    ("agreements/<uuid:pk>/file/", agreement_views.agreement_file, {}, "agreement_file"),
    (
        "agreements/<uuid:pk>/withdraw/",
        agreement_views.withdraw,
        {},
        "agreement_withdraw",
    ),
    *(
        (f"{COMMISSION}{name}/", act_views.act, {"name": name}, f"commission_{name}")
        for name in ACTS
    ),
]
