"""What `wagtail start` writes, for one page; and wagtail-cache as its guide says, in each worker's memory."""

from __future__ import annotations

import os
from pathlib import Path

FOLDER = Path(os.environ["BENCH_WAGTAIL"])
SECRET_KEY = "only for the bench"
ALLOWED_HOSTS = ["*"]
ROOT_URLCONF = "wagtail_site.site"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
STATIC_URL = "/static/"
MEDIA_ROOT = FOLDER / "media"
WAGTAIL_SITE_NAME = "Bench"
WAGTAILADMIN_BASE_URL = "http://127.0.0.1"
INSTALLED_APPS = [
    "wagtail_site",
    "wagtailcache",
    *(f"wagtail.contrib.{name}" for name in ("forms", "redirects")),
    *(
        f"wagtail.{name}"
        for name in ("embeds", "sites", "users", "snippets", "documents", "images")
    ),
    *(f"wagtail.{name}" for name in ("search", "admin")),
    "wagtail",
    "modelcluster",
    "taggit",
    *(f"django.contrib.{name}" for name in ("admin", "auth", "contenttypes", "sessions")),
    *(f"django.contrib.{name}" for name in ("messages", "staticfiles")),
    "django_filters",
    "django_tasks",
]
MIDDLEWARE = [
    "wagtailcache.cache.UpdateCacheMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "wagtailcache.cache.FetchFromCacheMiddleware",
]
PAGE = {"wagtail_site/held_page.html": "{{ page.html|safe }}"}
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [
                ("django.template.loaders.locmem.Loader", PAGE),
                "django.template.loaders.app_directories.Loader",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]
# Made in that folder, which is on the path.
MIGRATION_MODULES = {"wagtail_site": "page_migrations"}
DATABASES = {
    "default": {"ENGINE": "django.db.backends.sqlite3", "NAME": FOLDER / "wagtail.sqlite3"}
}
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "TIMEOUT": 3600,
    }
}
