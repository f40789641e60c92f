"""Takes the pictures of docs/office.md: of a site that runs with the sample (`make run`), in which it leaves work.

    make pictures            # of http://localhost:8000, in a site that may be thrown away afterwards

What people would have done is done by the office's own actions; then a browser looks at the pages as the approver and
as an office manager see them.
"""

from __future__ import annotations

import io
import os
import secrets
import shutil
import sys
from datetime import timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs" / "images"
WIDTH, HEIGHT = 1280, 800
MANAGER, PASSWORD = "manager", secrets.token_urlsafe(16)


def leave_work() -> str:
    """Name people and days, commission topics, and make an office manager; the address of the manuscript shown."""
    from django.contrib.auth.models import Group, User
    from django.utils import timezone

    from editorial import actions
    from editorial.accounts import management
    from editorial.models import Commission, Manuscript

    editor, moderator, approver = (
        User.objects.get(username=name) for name in ("editor", "moderator", "approver")
    )
    day = timezone.localdate()
    in_hand = {
        "rosa-luxemburg": {"responsible": editor, "due_on": day + timedelta(days=6)},
        "trotskyism": {"checker": moderator, "due_on": day + timedelta(days=2), "priority": 1},
        "nkvd": {"due_on": day + timedelta(days=12)},
    }
    rows = {row.slug: row for row in Manuscript.objects.filter(slug__in=in_hand)}
    for slug, columns in in_hand.items():
        actions.assign(manuscript=rows[slug].pk, by=approver, **columns)  # type: ignore[arg-type]
    if not Commission.objects.exists():
        for title, subject, days in (
            ("Karl Radek", "Bolsheviks", 9),
            ("Petrograd Soviet", "Russian Revolution", 40),
            ("Alexei Rykov", "Bolsheviks", None),
            ("Cheka", "Russian Revolution", None),
        ):
            row = actions.make_commission(by=approver, title=title, subject=subject, length=900)
            if title == "Cheka":
                continue
            asked = {"person": editor} if days else {"name": "Olga Example"}
            actions.reserve_commission(commission=row.pk, by=approver, **asked)
            if days:
                due_on = day + timedelta(days=days)
                actions.agree_commission(commission=row.pk, by=editor, due_on=due_on)
    names = {"first_name": "Marta", "last_name": "Sample", "is_staff": True}
    manager, _made = User.objects.get_or_create(username=MANAGER, defaults=names)
    manager.set_password(PASSWORD)
    manager.save(update_fields=["password"])
    manager.groups.add(Group.objects.get(name="Office managers"))
    if not User.objects.filter(email="ines@example.org").exists():
        management.invite(
            given_name="Inês",
            family_name="Example",
            email="ines@example.org",
            roles=["Editors"],
            by=manager,
        )
    return f"/admin/manuscript/{rows['trotskyism'].pk}/"


def take(base: str, manuscript: str) -> None:
    from PIL import Image
    from playwright.sync_api import Page, sync_playwright

    def shot(page: Page, path: str, name: str) -> None:
        page.goto(base + path)
        page.wait_for_load_state("networkidle")
        taken = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
        # As the others: few colours make a small file.
        taken.quantize(128, dither=Image.Dither.NONE).save(IMAGES / f"{name}.png", optimize=True)

    def sign_in(page: Page, name: str, password: str) -> None:
        page.goto(f"{base}/account/login/")
        page.fill("[name=login]", name)
        page.fill("[name=password]", password)
        page.press("[name=password]", "Enter")
        page.wait_for_url(lambda address: "/account/login/" not in address)

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=shutil.which("chromium-headless-shell"), args=["--no-sandbox"]
        )
        reader = chromium.new_page()
        reader.set_default_timeout(60_000)
        for address, words in (
            ("/person/leon-trotsky/", "The year differs from that in the source named there."),
            ("/organisation/nkvd/", "The name of the office is misspelt in the second section."),
        ):
            reader.goto(f"{base}{address}report/")
            reader.get_by_label("What is wrong?").fill(words)
            reader.get_by_role("button", name="Send the report").click()
            reader.wait_for_url("**sent=1*")
        approver = chromium.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        approver.set_default_timeout(60_000)
        sign_in(approver, "approver", "approve-the-sample")
        for path, name in (
            ("/admin/", "office"),
            (manuscript, "manuscript"),
            ("/admin/work/", "who-owes-what"),
            ("/admin/commissions/", "commissions"),
            ("/admin/reports/", "readers-reports"),
        ):
            shot(approver, path, name)
        manager = chromium.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        manager.set_default_timeout(60_000)
        sign_in(manager, MANAGER, PASSWORD)
        shot(manager, "/admin/people/", "people")
        chromium.close()


def main() -> None:
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "encyclopedia.settings")
    import django

    django.setup()
    manuscript = leave_work()
    # Playwright's loop runs in this thread, and Django takes that for an asynchronous one.
    take(sys.argv[1] if len(sys.argv) > 1 else "http://localhost:8000", manuscript)


if __name__ == "__main__":
    main()
