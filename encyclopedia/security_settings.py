"""The settings of security: https, cookies, and what every answer tells the browser."""

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from encyclopedia.environment import flag, number

HTTPS = flag("HTTPS", True)
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = number("SECURE_HSTS_SECONDS", 31_536_000) if HTTPS else 0
# Both bind hosts that are not this site's: asked for, never assumed.
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS and flag("SECURE_HSTS_INCLUDE_SUBDOMAINS", False)
SECURE_HSTS_PRELOAD = HTTPS and flag("SECURE_HSTS_PRELOAD", False)
if SECURE_HSTS_PRELOAD and not (
    SECURE_HSTS_INCLUDE_SUBDOMAINS and SECURE_HSTS_SECONDS >= 31_536_000
):
    raise ImproperlyConfigured(
        "SECURE_HSTS_PRELOAD needs SECURE_HSTS_INCLUDE_SUBDOMAINS, and SECURE_HSTS_SECONDS of a year or more:"
        " browsers take no other site into their lists."
    )
# The first asks for a middleware whose header `with_site_headers` sends; the others advise both to everybody.
SILENCED_SYSTEM_CHECKS = ["security.W002", "security.W005", "security.W021"]
TRUSTED_PROXIES = 0  # how many of them add to X-Forwarded-For
if flag("BEHIND_PROXY", False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    TRUSTED_PROXIES = number("TRUSTED_PROXIES", 1)
# For how long a proxy may send readers a page without asking whether it has changed.
PROXY_CACHE_SECONDS = number("PROXY_CACHE_SECONDS", 0)
# For how long after it was last known to be right a reader is sent a copy, while the database is away; 0: never.
STORED_PAGES_SECONDS = number("STORED_PAGES_SECONDS", 24 * 60 * 60)
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
# Browsers let no other host set a cookie of such a name, not even one of the same domain.
COOKIE_PREFIX = "__Host-" if HTTPS else ""
SESSION_COOKIE_NAME = f"{COOKIE_PREFIX}sessionid"
CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}csrftoken"
MESSAGE_STORAGE = "encyclopedia.serving.messages.HostsOwnMessages"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = number("SESSION_COOKIE_AGE", 60 * 60 * 24 * 14)
X_FRAME_OPTIONS = "DENY"
# What pages may ask of a browser: nothing of this.
PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()"
    for feature in (
        *("accelerometer", "autoplay", "browsing-topics", "camera", "display-capture"),
        *("encrypted-media", "geolocation", "gyroscope", "hid", "idle-detection", "magnetometer"),
        *("microphone", "midi", "payment", "picture-in-picture", "screen-wake-lock", "serial"),
        *("usb", "xr-spatial-tracking"),
    )
)
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "manifest-src": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
        "report-uri": ["/policy-report/"],
    }
}
