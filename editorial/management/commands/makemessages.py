"""Django's command, without guesses: what is new has no translation until somebody writes one."""

from __future__ import annotations

from django.core.management.commands import makemessages


class Command(makemessages.Command):
    # A guess by likeness ("fuzzy") is shown to nobody, and whoever translates has to find it out as one.
    msgmerge_options = [*makemessages.Command.msgmerge_options, "--no-fuzzy-matching"]
