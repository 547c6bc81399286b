"""Bilag: uploading several at once, naming, replacing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from dasportal.danish.fields import DanishModelForm

from ..models import Attachment

ACCEPTED = (
    ".pdf,.doc,.docx,.odt,.rtf,.xls,.xlsx,.ods,.ppt,.pptx,.odp,.png,.jpg,.jpeg,.gif,.webp,.txt"
)


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files in one field; each is cleaned as one."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        files = data if isinstance(data, list | tuple) else [data]
        return [super(FilesField, self).clean(file, initial) for file in files or [None]]


class UploadForm(forms.Form):
    """New bilag under an item. Their titles come from the file names and can be changed after."""

    files = FilesField(
        label="Vælg en eller flere filer",
        help_text="PDF, Word, Excel, PowerPoint, OpenDocument eller billeder. De omdannes til PDF i baggrunden.",
        widget=FilesInput(attrs={"accept": ACCEPTED}),
    )
    is_closed = forms.BooleanField(label="Lukket bilag", required=False)


class AttachmentForm(DanishModelForm):
    """A bilag's title and who may see it."""

    class Meta(DanishModelForm.Meta):
        model = Attachment
        fields = ("title", "is_closed", "is_published")
        labels = {
            "is_closed": "Lukket bilag: kun for dem, der sidder i forummet",
            "is_published": "Offentliggøres sammen med referatet",
        }


class ReplaceForm(forms.Form):
    file = forms.FileField(
        label="Ny udgave af filen",
        help_text="Den tidligere udgave kan stadig læses i det, der er sendt.",
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
    )
