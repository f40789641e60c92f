"""What tests of accounts share: a site whose accounts let in here."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from accounts.local_provider import CLIENT, SECRET, LocalProvider
from django.conf import LazySettings
from factories import Cast


@pytest.fixture
def provider(settings: LazySettings, cast: Cast) -> Iterator[LocalProvider]:
    local = LocalProvider()
    values = {"issuer": local.issuer, "client": CLIENT, "secret": SECRET}
    settings.OUTSIDE_PROVIDERS = [
        {"slug": "openid", "name": "The University"} | values,
        {"slug": "orcid", "name": "ORCID"} | values | {"client": ""},
    ]
    yield local
    local.close()
