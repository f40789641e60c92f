import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from encyclopedia import markup
from encyclopedia.wording import words


class Command(BaseCommand):
    help = (
        "Print what a text in our markup contains, as JSON: citations in order of their markers, uncited "
        "words, links, problems. Exits with 0 without problems, with 1 otherwise."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="a UTF-8 text file, or - for standard input")
        parser.add_argument(
            "--entry", default="", help="the entry's id, which is part of the digests"
        )
        parser.add_argument(
            "--language",
            default="en",
            help="the text's language (de, pt-BR), which says where sentences end; en unless given",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        parsed = markup.parse(
            _read(options["file"]), entry=options["entry"], language=options["language"]
        )
        json.dump(as_data(parsed), sys.stdout, ensure_ascii=False, indent=2)
        sys.stdout.write("\n")
        if parsed.problems:
            sys.exit(1)


def _read(name: str) -> str:
    try:
        data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        return data.decode("utf-8-sig")
    except OSError as error:
        raise CommandError(
            _("%(file)s cannot be read: %(why)s") % {"file": name, "why": error.strerror},
            returncode=2,
        ) from error
    except UnicodeDecodeError as error:
        raise CommandError(
            _("%(file)s is not UTF-8 at byte %(place)s. Save it as UTF-8.")
            % {"file": name, "place": error.start},
            returncode=2,
        ) from error


def as_data(parsed: markup.Parsed) -> dict[str, Any]:
    """What `inspect_text` prints."""
    return {
        "citations": [
            {
                "number": citation.number,
                "occurrence": citation.occurrence,
                "key": citation.key,
                "locator": citation.reference.locator,
                "quotation": citation.reference.quotation,
                "prefix": citation.reference.prefix,
                "suffix": citation.reference.suffix,
                "claim": citation.claim,
                "sentence": citation.sentence,
                "digest": citation.digest,
                "claim_digest": citation.claim_digest,
                "line": citation.line,
                "note": citation.note,
            }
            for citation in parsed.citations
        ],
        "needed": [
            {"reason": need.reason, "claim": need.claim, "line": need.line}
            for need in parsed.needed
        ],
        # Whole sentences as before; the words behind the last marker of a cited one stand by themselves.
        "uncited": [missing.text for missing in parsed.uncited if not missing.partly],
        "uncited_words": [
            {"words": missing.text, "sentence": missing.sentence, "line": missing.line}
            for missing in parsed.uncited
            if missing.partly
        ],
        "links": [
            {"target": link.target, "words": link.words, "line": link.line} for link in parsed.links
        ],
        "problems": [
            {"line": problem.line, "code": problem.code, "message": words(problem.message)}
            for problem in parsed.problems
        ],
    }
