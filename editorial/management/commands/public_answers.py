import json
from typing import Any

from django.core.management.base import BaseCommand

from editorial.keeping.answers import answered, own_application, pages
from editorial.models import ChainHead


class Command(BaseCommand):
    help = (
        "Print the SHA-256 of what every public address answers, as JSON lines: two sites that print the same are the "
        "same to readers. `drill` compares by it. The first line has the audit log's head and the stored pages, the "
        "last has the head again: when they differ, somebody made a move meanwhile."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        self._line({"head": self._head(), "pages": pages()})
        for address, digest in answered(own_application()):
            self._line({"address": address, "digest": digest})
        self._line({"head": self._head(), "pages": pages()})

    def _head(self) -> str:
        head = ChainHead.objects.get(pk=1)
        return f"{head.seq}:{head.hash}"

    def _line(self, data: dict[str, Any]) -> None:
        self.stdout.write(json.dumps(data, ensure_ascii=False))
