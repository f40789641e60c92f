"""One work has one key, however often it is cited and at whatever place."""

from __future__ import annotations

from editorial.importers.references.resolving import Resolver

PROPHET = "Deutscher, Isaac. The Prophet Armed: Trotsky 1879–1921. Oxford: OUP, 1954."


def test_keys_are_readable_and_one_for_each_work() -> None:
    resolver = Resolver()
    cited = [
        resolver.reference("1", words)
        for words in (
            f"{PROPHET} p. 12.",
            f"{PROPHET} pp. 13–14",
            "Robert Service, Trotsky (2009), p. 3",
            "Robert Service, Trotsky (2009), p. 4",
            "Robert Service, Trotsky! (2009), Pan",
            "Троцкий Л. Моя жизнь. М., 1991.",
        )
    ]
    assert [(work.key, work.locator) for work in cited] == [
        ("deutscher-prophet-1954", "p. 12"),
        ("deutscher-prophet-1954", "pp. 13–14"),
        ("service-trotsky-2009", "p. 3"),
        ("service-trotsky-2009", "p. 4"),
        ("service-trotsky-2009-2", ""),
        ("trotskii-moya-1991", ""),
    ]
