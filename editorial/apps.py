from django.apps import AppConfig
from django.core import checks
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _


class EditorialConfig(AppConfig):
    name = "editorial"
    verbose_name = _("Editorial office")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        checks.register(_gate_policy)
        checks.register(_catalogues)
        checks.register(_saml)


def _gate_policy(**_options: object) -> list[checks.CheckMessage]:
    """Every command says at its start what of GATE_POLICY it cannot read."""
    from editorial.gate.policy import read_policies

    try:
        read_policies()
    except ImproperlyConfigured as error:
        return [checks.Error(str(error), id="editorial.E001")]
    return []


def _catalogues(**_options: object) -> list[checks.CheckMessage]:
    """The same of CATALOGUES."""
    from editorial.catalogues.configured import switched_on

    try:
        switched_on()
    except ImproperlyConfigured as error:
        return [checks.Error(str(error), id="editorial.E002")]
    return []


def _saml(**_options: object) -> list[checks.CheckMessage]:
    """The same of SAML_…, and of the packages that it needs."""
    from editorial.accounts.outside.saml_configured import problems

    return [checks.Error(problem, id="editorial.E003") for problem in problems()]
