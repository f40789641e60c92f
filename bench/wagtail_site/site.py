"""Its addresses, its application, and `python -m wagtail_site.site FILE`, which makes the database with the page."""

import os
import sys
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wagtail_site.settings")

import django
from django.core.wsgi import get_wsgi_application
from django.urls import include, path


def fill(html: str) -> None:
    from django.core.management import call_command
    from wagtail.models import Page, Site

    from wagtail_site.models import HeldPage

    call_command("makemigrations", "wagtail_site", verbosity=0)
    call_command("migrate", verbosity=0)
    page = HeldPage(title="The page", slug="page", html=html)
    Page.objects.get(depth=1).add_child(instance=page)
    site = Site.objects.get()
    site.root_page = page
    site.save(update_fields=["root_page"])


if __name__ == "__main__":
    migrations = Path(os.environ["BENCH_WAGTAIL"]) / "page_migrations"
    migrations.mkdir()
    (migrations / "__init__.py").touch()
    sys.path.insert(0, str(migrations.parent))
    django.setup()
    fill(Path(sys.argv[1]).read_text())
else:
    application = get_wsgi_application()
    urlpatterns = [path("", include("wagtail.urls"))]
