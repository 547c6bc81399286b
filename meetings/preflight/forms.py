"""Overruling a finding, with a reason that is kept."""

from __future__ import annotations

from django import forms


class OverruleForm(forms.Form):
    """One for each closed text that was found; several stand on one page, so ids carry its key."""

    secret = forms.CharField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label="Hvorfor må det stå der?",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Fx »Titlen er et almindeligt ord«. Begrundelsen gemmes med dit navn.",
        error_messages={"required": "Skriv, hvorfor det må stå der."},
    )

    def __init__(self, *args: object, secret: str, **kwargs: object) -> None:
        kwargs |= {"auto_id": f"{secret}_%s", "initial": {"secret": secret}}
        super().__init__(*args, **kwargs)
