"""The forms to import a file, and to publish the drafts that it made."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial.actions.waive import MAX_WAIVER
from editorial.forms.fields import REQUIRED, LineField, WordsField
from editorial.forms.move_form import MAX_REASON_LENGTH
from editorial.forms.move_forms import USUAL_WAIVER
from editorial.importers.texts.format_detection import kind_by_name, unfit
from editorial.models import Import, ImportKind
from editorial.storage.uploading import StoredUpload
from editorial.wording import words
from editorial.wording.size_words import size_words
from encyclopedia.core.limits import TITLE

# What bibliographies are met in that neither declare it nor are UTF-8.
ENCODINGS = (
    *("Windows-1250", "Windows-1251", "Windows-1252", "ISO-8859-2", "KOI8-R", "MacRoman"),
    *("GB18030", "Big5", "Shift_JIS", "EUC-JP", "EUC-KR"),
)


class UploadForm(forms.Form):
    """`file` comes last, so that what was typed is read even if the file is too large."""

    use_required_attribute = False
    kind = forms.ChoiceField(
        label=gettext_lazy("What is it?"),
        choices=[
            ("", gettext_lazy("By the file’s name")),
            (ImportKind.MEDIAWIKI, ImportKind.MEDIAWIKI.label),
            (ImportKind.BIBLIOGRAPHY, ImportKind.BIBLIOGRAPHY.label),
            (ImportKind.TEXT, ImportKind.TEXT.label),
        ],
        required=False,
    )
    title = LineField(
        label=gettext_lazy("Title of the entry (for a text; optional)"),
        max_length=TITLE,
        required=False,
    )
    encoding = forms.ChoiceField(
        label=gettext_lazy("Encoding of a bibliography (optional)"),
        choices=[("", gettext_lazy("By the file itself")), *((name, name) for name in ENCODINGS)],
        required=False,
    )
    dry_run = forms.BooleanField(
        label=gettext_lazy("Only read the file and report: save nothing yet"), required=False
    )
    file = forms.FileField(
        label=gettext_lazy("File"),
        error_messages={**REQUIRED, "required": gettext_lazy("Choose the file to import.")},
        allow_empty_file=True,
        widget=forms.FileInput(),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.label_suffix = ""
        self.fields["file"].help_text = _(
            "MediaWiki exports (.xml, .bz2, .gz), bibliographies (.bib, .ris, .json), texts (.txt, .md, .html, "
            ".docx, .odt). At most %(most)s."
        ) % {"most": size_words(settings.IMPORT_MAX_BYTES)}

    def clean(self) -> dict[str, Any]:
        """The kind, by the file's name if it was not chosen; a file that is not of its kind is refused here."""
        data = super().clean() or self.cleaned_data
        file = data.get("file")
        if not isinstance(file, StoredUpload):
            return data
        if file.too_large:
            self.add_error(
                "file",
                _("The file is larger than %(most)s. Split it, or import it by command.")
                % {"most": size_words(settings.IMPORT_MAX_BYTES)},
            )
            return data
        data["kind"] = data.get("kind") or kind_by_name(file.name or "")
        if not data["kind"]:
            self.add_error(
                "kind", _("The file’s name does not say what kind it is. Choose it here.")
            )
        elif problem := unfit(file.path, data["kind"]):
            self.add_error("file", words(problem))
        elif data.get("encoding") and data["kind"] == ImportKind.BIBLIOGRAPHY:
            self._decode(file, data["encoding"])
        return data

    def _decode(self, file: StoredUpload, encoding: str) -> None:
        try:
            file.turn_into_utf8(encoding)
        except UnicodeError:
            self.add_error(
                "encoding",
                _("Some bytes of the file are not %(encoding)s. Choose another encoding.")
                % {"encoding": encoding},
            )


class PublishForm(forms.Form):
    use_required_attribute = False
    reason = WordsField(
        label=gettext_lazy("Why is this acceptable? Readers are shown the reason."),
        max_length=MAX_REASON_LENGTH,
        error_messages={**REQUIRED},
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    expires_at = forms.DateField(
        label=gettext_lazy("Until"),
        error_messages={**REQUIRED, "invalid": gettext_lazy("Write the day like 2030-12-31.")},
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, job: Import, **options: Any) -> None:
        super().__init__(*args, **options)
        self.label_suffix = ""
        self.fields["reason"].initial = _(
            "Imported from %(name)s; footnotes not yet checked here."
        ) % {"name": job.name}
        self.fields["expires_at"].initial = timezone.localdate() + USUAL_WAIVER

    def clean_expires_at(self) -> datetime:
        day = self.cleaned_data["expires_at"]
        today = timezone.localdate()
        if not today < day <= today + MAX_WAIVER:
            raise ValidationError(_("A waiver ends on a future day, within two years."))
        return timezone.make_aware(datetime.combine(day, time(23, 59)))
