from pathlib import Path

from django.apps import AppConfig
from django.conf import settings
from django.core import checks
from django.utils.translation import gettext_lazy as _


class EncyclopediaConfig(AppConfig):
    name = "encyclopedia"
    verbose_name = _("Encyclopedia")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        checks.register(look_of_the_house)
        checks.register(language_of_the_site)


def language_of_the_site(**_options: object) -> list[checks.CheckMessage]:
    """Every command says at its start that the language asked for has no words."""
    if (
        settings.ASKED_LANGUAGE.partition("-")[0].lower()
        == settings.LANGUAGE_CODE.partition("-")[0]
    ):
        return []
    words = _(
        "LANGUAGE_CODE is {asked}, but locale/ has no catalogue of it: the site's own words are in {language}."
        " docs/languages.md says how to add one."
    ).format(asked=settings.ASKED_LANGUAGE, language=settings.LANGUAGE_CODE)
    return [checks.Warning(words, id="encyclopedia.W003")]


def look_of_the_house(**_options: object) -> list[checks.CheckMessage]:
    """Every command says at its start what of the site's colour and logo readers are not shown as it was set."""
    from encyclopedia import house

    warnings: list[checks.CheckMessage] = []
    colour = settings.SITE_COLOUR
    if colour and (contrast := house.least(colour, house.LIGHT)) < house.MIN_CONTRAST:
        words = _(
            "SITE_COLOUR {colour} is too pale for text on light paper: its contrast is {contrast}:1, and 7:1 is needed."
            " Links and accents have the darker shade {shade} of it."
        ).format(
            colour=colour,
            contrast=f"{contrast:.1f}",
            shade=house.legible(colour, house.LIGHT),
        )
        warnings.append(checks.Warning(words, id="encyclopedia.W001"))
    if settings.SITE_LOGO:
        try:
            house.read_logo(Path(settings.SITE_LOGO))
        except house.UnreadableLogo as error:
            words = _("SITE_LOGO: {reason} Pages show the site's name instead.").format(
                reason=error
            )
            warnings.append(checks.Warning(words, id="encyclopedia.W002"))
    return warnings
