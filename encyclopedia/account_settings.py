"""The settings of accounts: how people sign in, and what is asked of passwords."""

import os

from encyclopedia.environment import flag, number, words

AUTHENTICATION_BACKENDS = ["editorial.accounts.backend.WithProfile"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
    )
]
AUTH_PASSWORD_VALIDATORS.append({"NAME": "editorial.accounts.site_words.SiteWordsValidator"})
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "admin:index"

# Failed sign-ins until the next one has to wait: `editorial/accounts/sign_in_limits.py` says of whom.
SIGN_IN_FAILURE_LIMIT = number("SIGN_IN_FAILURE_LIMIT", 8)

# A session that nobody uses for so long ends (0: only SESSION_COOKIE_AGE counts).
SESSION_IDLE_SECONDS = number("SESSION_IDLE_SECONDS", 8 * 60 * 60)
# Of whom a second step beside the password is asked: roles by the names of their groups.
SECOND_STEP_ROLES = words("SECOND_STEP_ROLES", "Moderators,Approvers,Office managers")
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_ADAPTER = "editorial.accounts.mfa_adapter.SecondStepAdapter"
MFA_ALLOW_UNVERIFIED_EMAIL = True  # accounts are invited, addresses are not verified by allauth
MFA_PASSKEY_LOGIN_ENABLED = True
# A number holds for half a minute; the one before and the one after are taken too (RFC 6238, 5.2): clocks differ.
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not flag(
    "HTTPS", True
)  # http://localhost, as `make run` has it
MFA_FORMS = {
    "authenticate": "editorial.accounts.second_step_forms.CodeForm",
    "reauthenticate": "editorial.accounts.second_step_forms.CodeAgainForm",
    "activate_totp": "editorial.accounts.second_step_forms.AppForm",
    "add_webauthn": "editorial.accounts.second_step_forms.PasskeyForm",
}

ACCOUNT_ADAPTER = "editorial.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_EMAIL_VERIFICATION = "none"  # an invitation was read at its address
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_SIGNUP_ENABLED = False
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True  # the way in for a browser that has to wait
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_FORMS = {
    "login": "editorial.accounts.forms.SignInForm",
    "reset_password": "editorial.accounts.forms.ResetForm",
    "reset_password_from_key": "editorial.accounts.forms.NewPasswordForm",
    "change_password": "editorial.accounts.forms.ChangePasswordForm",
    "reauthenticate": "editorial.accounts.forms.PasswordAgainForm",
}
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60  # seconds in which one is not asked again who one is
ACCOUNT_RATE_LIMITS = {
    "login": None,  # `sign_in_limits` has its own, which stop no known browser
    "login_failed": "8/h/key",  # codes of a second step: only who has the password gets there
    "reset_password": "30/h/ip,6/h/key",  # whoever is asked for has the letters all the same
    "reset_password_from_key": "60/h/ip",
    "reauthenticate": None,  # as "login"
    "change_password": "20/h/user",
}
# The limits above, and what catalogues outside answered: they hold for all processes, and after a restart.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "editorial_keptlimit",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

# Sites whose accounts let in here once they are joined to one: none without a client's id, or (SAML) its metadata.
OUTSIDE_PROVIDERS = [
    {
        "slug": "openid",
        "name": os.environ.get("OPENID_NAME") or "OpenID Connect",
        "issuer": os.environ.get("OPENID_ISSUER", ""),
        "client": os.environ.get("OPENID_CLIENT_ID", ""),
        "secret": os.environ.get("OPENID_CLIENT_SECRET", ""),
    },
    {
        "slug": "orcid",
        "name": "ORCID",
        "issuer": os.environ.get("ORCID_ISSUER") or "https://orcid.org",
        "client": os.environ.get("ORCID_CLIENT_ID", ""),
        "secret": os.environ.get("ORCID_CLIENT_SECRET", ""),
    },
    {
        "slug": "saml",
        "name": os.environ.get("SAML_NAME") or "SAML",
        "issuer": os.environ.get("SAML_ISSUER", ""),
        "metadata": os.environ.get("SAML_METADATA", ""),
        "subject": os.environ.get("SAML_SUBJECT", ""),
        "certificate": os.environ.get("SAML_CERTIFICATE", ""),
        "key": os.environ.get("SAML_KEY", ""),
    },
]
