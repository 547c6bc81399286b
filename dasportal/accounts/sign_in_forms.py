"""allauth's passkey forms, with labels in Danish that say what a person needs to know."""

from __future__ import annotations

from typing import Any

from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm

NAME = "Navn på nøglen"


class AddPasskeyForm(AddWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = NAME
        self.fields["name"].help_text = "Fx »Kontorets bærbare«."
        if "passwordless" in self.fields:
            self.fields["passwordless"].label = "Brug nøglen i stedet for adgangskoden"
            self.fields["passwordless"].help_text = (
                "Så logger du ind med nøglen alene. Den skal da være låst med fingeraftryk, "
                "ansigt eller pinkode."
            )


class RenamePasskeyForm(EditWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = NAME
