"""The addresses under /account/: of allauth's views, those that the house has. Nobody can sign up."""

from __future__ import annotations

from allauth.account import views
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as keys
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from django.views.generic import RedirectView

from editorial import permissions
from editorial.accounts import (
    invitation_view,
    people_views,
    person_view,
    profile_views,
    second_step,
    session_views,
)
from editorial.accounts.app_picture import app_picture
from editorial.accounts.outside import saml_views
from editorial.accounts.outside import views as outside
from editorial.accounts.pages import in_office_look
from editorial.accounts.second_step_changes import logging_changes
from editorial.admin.home import home
from editorial.admin.routes import Route
from editorial.models.restrictions import restriction_of

_SHOWN = (
    ("login/", views.login, "account_login", _("Sign in to the editorial office")),
    ("logout/", views.logout, "account_logout", _("Sign out")),
    ("inactive/", views.account_inactive, "account_inactive", _("This account is closed")),
    ("again/", views.reauthenticate, "account_reauthenticate", _("Your password again")),
    ("password/", views.password_change, "account_change_password", _("Change password")),
    ("reset/", views.password_reset, "account_reset_password", _("A new password")),
    (
        "reset/sent/",
        views.password_reset_done,
        "account_reset_password_done",
        _("An e-mail is on its way"),
    ),
    (
        "reset/<slug:uidb36>/<slug:key>/",
        views.password_reset_from_key,
        "account_reset_password_from_key",
        _("A new password"),
    ),
    (
        "reset/done/",
        views.password_reset_from_key_done,
        "account_reset_password_from_key_done",
        _("Your new password is set"),
    ),
)


def first_page(request: HttpRequest) -> HttpResponseBase:
    """One's own work; for somebody who only manages the office, its people."""
    user = request.user
    restriction = restriction_of(user)
    if restriction is not None and restriction.is_guest:
        return redirect("admin:desk_manuscript", restriction.manuscript_id)
    if user.has_perm(permissions.MANAGE_ACCOUNTS) and not user.has_perm(
        permissions.VIEW_MANUSCRIPT
    ):
        return people_views.people(request)
    return home(request)


# Under /admin/, as the routes of `editorial/admin`.
OFFICE: list[Route] = [
    ("", first_page, {}, "index"),
    ("profile/", profile_views.profile, {}, "profile"),
    ("profile/my-data.zip", profile_views.data, {}, "profile_data"),
    ("profile/address/", profile_views.new_address, {}, "profile_address"),
    ("profile/address/<slug:token>/", profile_views.confirmed, {}, "profile_confirmed"),
    ("people/", people_views.people, {}, "people"),
    ("people/<number:number>/", person_view.one_person, {}, "person"),
    ("people/log/", people_views.account_log, {}, "account_log"),
    ("people/log.csv", people_views.account_log_file, {}, "account_log_file"),
]

_SECOND_STEPS = (
    ("", mfa.index, "mfa_index", _("Second steps")),
    ("code/", mfa.authenticate, "mfa_authenticate", _("The second step")),
    ("again/", mfa.reauthenticate, "mfa_reauthenticate", _("A code again")),
    ("app/", logging_changes(totp.activate_totp), "mfa_activate_totp", _("Set up an app")),
    (
        "app/away/",
        logging_changes(totp.deactivate_totp),
        "mfa_deactivate_totp",
        _("Take the app away"),
    ),
    ("codes/", codes.view_recovery_codes, "mfa_view_recovery_codes", _("Recovery codes")),
    (
        "codes/new/",
        logging_changes(codes.generate_recovery_codes),
        "mfa_generate_recovery_codes",
        _("New recovery codes"),
    ),
    ("passkey/", logging_changes(keys.add_webauthn), "mfa_add_webauthn", _("Set up a passkey")),
    ("passkey/sign-in/", keys.login_webauthn, "mfa_login_webauthn", _("Sign in with a passkey")),
    (
        "passkey/again/",
        keys.reauthenticate_webauthn,
        "mfa_reauthenticate_webauthn",
        _("Your passkey again"),
    ),
    (
        "passkey/<int:pk>/away/",
        logging_changes(keys.remove_webauthn),
        "mfa_remove_webauthn",
        _("Take the passkey away"),
    ),
)

urlpatterns: list[URLPattern] = [
    *(
        path(f"account/{route}", in_office_look(view, title), name=name)
        for route, view, name, title in _SHOWN
    ),
    *(
        path(f"account/steps/{route}", in_office_look(view, title), name=name)
        for route, view, name, title in _SECOND_STEPS
    ),
    # allauth leads here after a passkey was taken away.
    path("account/steps/", in_office_look(mfa.index, _("Second steps")), name="mfa_list_webauthn"),
    path("account/second-step/", second_step.second_step, name="account_second_step"),
    path("account/steps/app/key.svg", app_picture, name="account_app_picture"),
    path("account/sessions/", session_views.own_sessions, name="usersessions_list"),
    path("account/with/<slug:provider>/", outside.sign_in, name="account_outside"),
    path("account/with/<slug:provider>/join/", outside.join, name="account_outside_join"),
    path("account/with/<slug:provider>/again/", outside.again, name="account_outside_again"),
    path("account/with/<slug:provider>/back/", outside.back, name="account_outside_back"),
    path(
        "account/with/<slug:provider>/posted/",
        saml_views.posted,
        name="account_outside_posted",
    ),
    path(
        "account/with/<slug:provider>/metadata/",
        saml_views.metadata,
        name="account_outside_metadata",
    ),
    path("account/identity/<int:number>/end/", outside.part, name="account_outside_part"),
    path("account/invitation/<slug:token>/", invitation_view.invitation, name="account_invitation"),
    path(
        "account/invitation/<slug:token>/with/<slug:provider>/",
        invitation_view.join_invited,
        name="account_invitation_outside",
    ),
    # allauth leads here who has no password to change.
    path(
        "account/password/set/",
        RedirectView.as_view(pattern_name="account_reset_password"),
        name="account_set_password",
    ),
]
