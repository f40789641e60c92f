import json
import os
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from editorial.operating.findings import Finding, State, worst
from editorial.operating.installation import all_findings
from editorial.operating.part_words import part_words


class Command(BaseCommand):
    help = (
        "Say what is wrong with this installation and how to mend it: what /readyz tells, and the settings, folders, "
        "static files, mail, proxies, packages and triggers. Exits with 0 if all is well, with 1 if something should "
        "be done, with 2 if something is broken."
    )
    # It says itself what they find.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="print all findings as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        findings = all_findings()
        state = worst(findings)
        if options["json"]:
            data = {"state": state.value, "findings": [finding.whole() for finding in findings]}
            self.stdout.write(json.dumps(data, ensure_ascii=False, indent=2))
        else:
            self._tell(findings, state)
        if code := list(State).index(state):
            self.stdout.flush()
            raise SystemExit(code)

    def _tell(self, findings: list[Finding], state: State) -> None:
        marks = {State.OK: _("well"), State.WARNING: _("look at"), State.BROKEN: _("BROKEN")}
        width = max(len(mark) for mark in marks.values())
        for finding in sorted(findings, key=lambda finding: -list(State).index(finding.state)):
            more = f" ({finding.more})" if finding.more and finding.state != State.OK else ""
            self.stdout.write(
                f"{marks[finding.state]:<{width}}  {part_words(finding.part)}: {finding.told}{more}"
            )
            if finding.state != State.OK and finding.mend:
                self.stdout.write(f"{'':<{width}}  → {finding.mend}")
        ends = {
            State.OK: _("Nothing is wrong."),
            State.WARNING: _("The site is served; somebody should look at what stands above."),
            State.BROKEN: _("Mend what is broken first."),
        }
        self.stdout.write(f"{os.linesep}{ends[state]}")
