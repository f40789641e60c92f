"""All settings, read from the environment; docs/settings.md lists them. A wrong value prevents the start."""

import json
import os
import re
import secrets
from pathlib import Path

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

from encyclopedia.account_settings import *  # noqa: F403
from encyclopedia.bibliography import CITATION_STYLES
from encyclopedia.bucket import in_bucket
from encyclopedia.environment import choice, flag, networks, number, words
from encyclopedia.logs import logging_of
from encyclopedia.screen_languages import FOR_THE_OFFICE, compiled, offered, site_language
from encyclopedia.security_settings import *  # noqa: F403
from encyclopedia.serving.static_headers import same_on_every_host

BASE_DIR = Path(__file__).resolve().parent.parent
VAR = Path(os.environ.get("STET_VAR", BASE_DIR / "var"))


def secret_key() -> str:
    """From SECRET_KEY, or a file made on the first start that only its owner can read."""
    if key := os.environ.get("SECRET_KEY"):
        return key
    path = VAR / "secret_key"
    if not path.exists():
        VAR.mkdir(parents=True, exist_ok=True)
        temporary = VAR / f"secret_key.{os.getpid()}"
        temporary.touch(mode=0o600)
        temporary.write_text(secrets.token_urlsafe(64))
        try:
            os.link(temporary, path)
        except FileExistsError:
            pass
        finally:
            temporary.unlink()
    return path.read_text().strip()


# The site
DEBUG = flag("DEBUG", False)
SECRET_KEY = secret_key()
SECRET_KEY_FALLBACKS = words("SECRET_KEY_FALLBACKS")
ALLOWED_HOSTS = words("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
SITE_NAME = os.environ.get("SITE_NAME", "Stet")
SITE_URL = os.environ.get("SITE_URL", "http://127.0.0.1:8000").rstrip("/")
SITE_LICENCE = os.environ.get("SITE_LICENCE", "CC BY-SA 4.0")
SITE_LICENCE_URL = os.environ.get(
    "SITE_LICENCE_URL", "https://creativecommons.org/licenses/by-sa/4.0/"
)
# Folders of fonts for PDF files, before those that typst brings: for scripts that these do not have.
PRINT_FONTS = words("PRINT_FONTS")
# What a worker makes into books each night: "subjects", "whole".
BOOKS = words("BOOKS", "subjects,whole")
# The look of the house: one colour ("#rrggbb"), and a logo (a file on this host) in place of the written name.
SITE_COLOUR = os.environ.get("SITE_COLOUR", "").strip().lower()
if SITE_COLOUR and not re.fullmatch(r"#[0-9a-f]{6}", SITE_COLOUR):
    raise ImproperlyConfigured(f"SITE_COLOUR must be like #1b4d86, not {SITE_COLOUR!r}.")
SITE_LOGO = os.environ.get("SITE_LOGO", "")
SITE_LOGO_ALT = os.environ.get("SITE_LOGO_ALT", "")
# How notes and bibliographies word a source; stored pages are rendered in this style.
CITATION_STYLE = choice("CITATION_STYLE", "chicago-notes", CITATION_STYLES)
# `load_sample` writes the marker file: the site then states that its content is a sample.
# Whether the public list of wanted entries says which of them somebody is at work on; never who.
WANTED_SHOWS_RESERVED = flag("WANTED_SHOWS_RESERVED", False)
SAMPLE_CONTENT = flag("SAMPLE_CONTENT", (VAR / "sample").exists())
CSRF_FAILURE_VIEW = "editorial.admin.not_sent.token_failed"
CSRF_TRUSTED_ORIGINS = words("CSRF_TRUSTED_ORIGINS", SITE_URL)

INSTALLED_APPS = [
    "encyclopedia",
    "editorial",
    "editorial.admin.config.OfficeConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "taggit",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "encyclopedia.serving.empty_bodies.bodiless",
    "encyclopedia.serving.site_headers.with_site_headers",
    "editorial.operating.request_names.named",
    "editorial.operating.signal_views.answered_first",
    "editorial.operating.limits.limited",
    "editorial.operating.bodies.read_whole",
    "editorial.operating.plain_http.refused_in_plain",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "editorial.accounts.idle_time.idle_time_out",
    "allauth.account.middleware.AccountMiddleware",
    "editorial.accounts.own_surroundings.in_own_surroundings",
]

ROOT_URLCONF = "encyclopedia.urls"
WSGI_APPLICATION = "encyclopedia.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "encyclopedia.serving.template_context.site",
            ],
            "builtins": [
                "encyclopedia.rendering.template_filters",
                "encyclopedia.wording.filled_in",
                "encyclopedia.wording.script_forms",
                "editorial.roles",
            ],
        },
    },
]

# The database: SQLite in WAL with IMMEDIATE transactions, or PostgreSQL
DATABASES = {
    "default": dj_database_url.config(
        "DATABASE_URL",
        default=f"sqlite:///{VAR / 'stet.sqlite3'}",
        conn_max_age=60,
        conn_health_checks=True,
    )
}
engine = DATABASES["default"].get("ENGINE", "")
if engine == "django.db.backends.sqlite3":
    # Tests with threads need a file: one in memory is locked as a whole.
    DATABASES["default"]["TEST"] = {"NAME": VAR / f"test-{os.getpid()}.sqlite3"}
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
            " PRAGMA mmap_size=134217728; PRAGMA cache_size=-16000;"
        ),
    }
elif engine == "django.db.backends.postgresql":
    DATABASES["default"]["TEST"] = {"NAME": f"test_stet_{os.getpid()}"}
    # Only for the look-up behind each reader's page: Django's own queries are never prepared.
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("prepare_threshold", 0)
    # As for every disk without moving parts: lists are read along their indexes, also before the first ANALYZE.
    DATABASES["default"]["OPTIONS"].setdefault("options", "-c random_page_cost=1.1")
    # A server that is gone without a word keeps nobody waiting for long.
    DATABASES["default"]["OPTIONS"].setdefault("connect_timeout", 3)
else:
    raise ImproperlyConfigured("DATABASE_URL must begin with sqlite:/// or postgres://.")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Background work
TASKS = {
    "default": {
        "BACKEND": os.environ.get("TASKS_BACKEND", "encyclopedia.named_tasks.NamedTasks"),
        # Imports take long; e-mail does not wait for them where each queue has a worker.
        "QUEUES": ["default", "imports"],
    }
}

# Files
STATIC_URL = "/static/"
STATIC_ROOT = Path(os.environ.get("STATIC_ROOT", VAR / "static"))
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = Path(os.environ.get("MEDIA_ROOT", VAR / "media"))
STORAGES = {
    "default": in_bucket(
        os.environ["S3_BUCKET"],
        prefix=os.environ.get("S3_PREFIX", ""),
        endpoint=os.environ.get("S3_ENDPOINT_URL", ""),
        region=os.environ.get("S3_REGION", ""),
    )
    if os.environ.get("S3_BUCKET")
    else {
        "BACKEND": "encyclopedia.stored_files.WholeFiles",
        "OPTIONS": {"file_permissions_mode": 0o600, "directory_permissions_mode": 0o700},
    },
    "staticfiles": {
        "BACKEND": "encyclopedia.serving.static_storage.NamedByContent"
        if not DEBUG
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_ADD_HEADERS_FUNCTION = same_on_every_host
PICTURE_MAX_BYTES = number("PICTURE_MAX_BYTES", 8_000_000)
EVIDENCE_MAX_BYTES = number("EVIDENCE_MAX_BYTES", 25_000_000)
IMPORT_MAX_BYTES = number("IMPORT_MAX_BYTES", 2_000_000_000)
DATA_UPLOAD_MAX_MEMORY_SIZE = number("DATA_UPLOAD_MAX_MEMORY_SIZE", 12_000_000)
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
# A function that is asked about each uploaded file before it is kept: docs/settings.md.
UPLOAD_SCANNER = os.environ.get("UPLOAD_SCANNER", "")

# How many requests of a kind one network address has a minute, in each process of the server; 0: any number
SEARCHES_A_MINUTE = number("SEARCHES_A_MINUTE", 300)
DOWNLOADS_A_MINUTE = number("DOWNLOADS_A_MINUTE", 60)
SUGGESTIONS_A_MINUTE = number("SUGGESTIONS_A_MINUTE", 1_200)
API_A_MINUTE = number("API_A_MINUTE", 600)
LOOKUPS_A_MINUTE = number("LOOKUPS_A_MINUTE", 1_200)
# Networks for which none of these holds: "192.0.2.0/24", one address, …
UNLIMITED_NETWORKS = networks("UNLIMITED_NETWORKS")

# Language and time
ASKED_LANGUAGE = os.environ.get("LANGUAGE_CODE", "en-gb")
# A language without words of its own would be English words under another name.
LANGUAGE_CODE = site_language(ASKED_LANGUAGE, compiled(BASE_DIR / "locale"))
# The site's first. An entry's page is in the entry's language where that is one of them.
LANGUAGES = offered(LANGUAGE_CODE, compiled(BASE_DIR / "locale"))
# Of these each person in the office may choose one.
OFFICE_LANGUAGES = [
    (code, name)
    for code, name in LANGUAGES
    if {code, code.partition("-")[0]} & set(words("OFFICE_LANGUAGES", FOR_THE_OFFICE))
]
TIME_ZONE = os.environ.get("TIME_ZONE", "UTC")
USE_I18N = True
USE_TZ = True
LOCALE_PATHS = [BASE_DIR / "locale"]

# Mail
EMAIL_BACKEND = "encyclopedia.mail.NamedBackend"
MAIL_THROUGH = os.environ.get("EMAIL_BACKEND", "django.core.mail.backends.smtp.EmailBackend")
EMAIL_HOST = os.environ.get("EMAIL_HOST", "localhost")
EMAIL_PORT = number("EMAIL_PORT", 25)
EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = flag("EMAIL_USE_TLS", False)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = os.environ.get("DEFAULT_FROM_EMAIL", "stet@localhost")

TAGGIT_CASE_INSENSITIVE = True
TAGGIT_STRIP_UNICODE_WHEN_SLUGIFYING = False

# What is logged: a line of words or of JSON for each event, with the name of its request. ERROR_REPORTER is a function
# (its dotted path) that is called with the record of each error
LOGGING = logging_of(
    os.environ.get("LOG_LEVEL", "WARNING"),
    choice("LOG_FORMAT", "words", ("words", "json")),
    os.environ.get("ERROR_REPORTER", ""),
)

# Whom to tell of a weakness (RFC 9116), at /.well-known/security.txt: addresses as mailto:… or https://…
SECURITY_CONTACT = words("SECURITY_CONTACT")
SECURITY_POLICY = os.environ.get("SECURITY_POLICY", "")
# Whoever sends this word is shown /metrics; without one nobody is.
METRICS_TOKEN = os.environ.get("METRICS_TOKEN", "")

# The gate (docs/checking.md): what citations must have, by default, by kind and by subject
GATE_POLICY: dict[str, object] = json.loads(os.environ.get("GATE_POLICY", "{}"))

# Catalogues outside that the office may ask about a source (docs/settings.md); without a list it asks nobody
CATALOGUES = words("CATALOGUES")

# The audit log's head outside the database (README): a file that grows by a line a day, and who gets it by mail
HISTORY_HEADS_FILE = os.environ.get("HISTORY_HEADS_FILE", "")
HISTORY_HEADS_MAIL = words("HISTORY_HEADS_MAIL")

# Back-ups (docs/operating.md): where they are, and after how many hours without a new one operators are warned
BACKUP_DIR = os.environ.get("BACKUP_DIR", "")
BACKUP_MAX_HOURS = number("BACKUP_MAX_HOURS", 0)
