"""Small MediaWiki exports for tests."""

from __future__ import annotations

from pathlib import Path

PAGE = """<page><title>{title}</title><ns>0</ns><id>{number}</id>{redirect}
<revision><id>{version}</id><timestamp>2016-04-01T00:00:00Z</timestamp>
<contributor><username>A</username></contributor><model>wikitext</model>
<format>text/x-wiki</format><text>{text}</text></revision></page>"""
CITED = "&lt;ref&gt;{{cite book |last=Service |first=Robert |title=Trotsky |year=2009 |page=12}}&lt;/ref&gt;"
SITE = "<siteinfo><sitename>W</sitename><dbname>testwiki</dbname></siteinfo>"
SPACE = 'xmlns="http://www.mediawiki.org/xml/export-0.10/" xml:lang="en"'


def page(
    version: int = 7,
    text: str = f"It began in 1905.{CITED}",
    *,
    title: str = "Revolt",
    number: int = 1,
    redirect: str = "",
) -> str:
    return PAGE.format(title=title, number=number, redirect=redirect, version=version, text=text)


def written(*pages: str, end: str = "</mediawiki>") -> str:
    return f"<mediawiki {SPACE}>{SITE}{''.join(pages)}{end}"


def export(folder: Path, *pages: str, end: str = "</mediawiki>") -> Path:
    path = folder / "export.xml"
    path.write_text(written(*pages, end=end), encoding="utf-8")
    return path
