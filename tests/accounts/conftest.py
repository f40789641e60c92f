"""What tests of accounts share: a site whose accounts let in here, a manager, and somebody who sees only a part."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from accounts.local_provider import CLIENT, SECRET, LocalProvider
from accounts.local_saml import ISSUER, LocalSaml
from django.conf import LazySettings
from django.contrib.auth.models import User
from factories import Cast, article, person, published, source, submitted
from restricted_people import again

from editorial.accounts import restricting
from editorial.models import Manuscript, Shown


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


@pytest.fixture
def saml(settings: LazySettings, tmp_path: Path) -> LocalSaml:
    local = LocalSaml(tmp_path)
    described = {"issuer": ISSUER, "metadata": str(local.metadata)}
    settings.OUTSIDE_PROVIDERS = [{"slug": "saml", "name": "The University"} | described]
    return local


@pytest.fixture
def manager(cast: Cast) -> User:
    return person("max", "Office managers")


@pytest.fixture
def olga(manager: User) -> User:
    """An outside author, who sees her own manuscripts."""
    account = person("olga", "Editors", first_name="Olga", last_name="Outside")
    restricting.restrict(account=account, shown=Shown.OWN, by=manager)
    return again(account)


@pytest.fixture
def waiting(cast: Cast) -> Manuscript:
    published(source(), cast)
    return submitted(article(), cast)
