"""What is wrong with the settings of SAML, for whoever starts the site."""

from __future__ import annotations

from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext as _

from editorial.accounts.outside.providers import providers


def problems() -> list[str]:
    """One sentence for each; none where SAML is not configured."""
    words = []
    for provider in providers():
        if not provider.speaks_saml:
            continue
        try:
            from editorial.accounts.outside import saml

            saml.toolkit(provider)
        except ImportError:
            words.append(_("SAML_METADATA needs more packages: requirements/saml.txt lists them."))
        except ImproperlyConfigured as error:
            words.append(str(error))
    return words
