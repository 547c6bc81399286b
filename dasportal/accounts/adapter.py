"""How allauth behaves here: nobody signs up alone, sign-ins are logged, secrets are encrypted."""

from __future__ import annotations

import base64
import hashlib
import logging
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.http import HttpRequest

from .models import Person
from .permissions import must_use_two_steps

logger = logging.getLogger("dasportal.access")
SECOND_STEPS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


class AccountAdapter(DefaultAccountAdapter):
    """Sign-in by e-mail for those who are invited."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": "Du kan ikke logge ind mere. Skriv til sekretariatet.",
        "email_password_mismatch": "E-mailadressen eller adgangskoden er forkert.",
        "enter_current_password": "Skriv din nuværende adgangskode.",
        "incorrect_password": "Adgangskoden er forkert.",
        "invalid_password_reset": "Linket er brugt eller udløbet. Bed om et nyt.",
        "rate_limited": "Det gik for hurtigt. Vent et øjeblik, og prøv igen.",
        "too_many_login_attempts": "For mange forsøg. Vent fem minutter, og prøv igen.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def login(self, request: HttpRequest, user: Person) -> None:
        super().login(request, user)
        logger.info("signed in", extra={"signed_in": user.pk})

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Logs that it failed and for whom, when the address is known; never what was typed."""
        email = credentials.get("email") or ""
        known = Person.objects.filter(email__iexact=email).values_list("pk", flat=True).first()
        logger.warning("sign-in failed", extra={"tried": known})

    def reauthenticate(self, user: Person, password: str) -> bool:
        found = self.authenticate(context.request, email=user.email, password=password)
        return found is not None and found.pk == user.pk

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return "/profil/"


class MFAAdapter(DefaultMFAAdapter):
    """App codes and passkeys. The app's secret is encrypted with a key made from SECRET_KEY."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "Koden er forkert. Skriv den, som appen viser lige nu.",
        "cannot_delete_authenticator": "Din rolle kræver totrinslogin, så den sidste kan ikke fjernes.",
    }

    def encrypt(self, text: str) -> str:
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _cipher().decrypt(encrypted_text.encode()).decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Staff keep at least one second step; in the demo it may go."""
        if settings.DEMO or not must_use_two_steps(authenticator.user):
            return True
        others = Authenticator.objects.filter(user=authenticator.user, type__in=SECOND_STEPS)
        return others.exclude(pk=authenticator.pk).exists()


def _cipher() -> MultiFernet:
    """A new SECRET_KEY reads what the old ones wrote while they stand in SECRET_KEY_FALLBACKS."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_key_from(str(secret))) for secret in keys])


def _key_from(secret: str) -> bytes:
    digest = hashlib.sha256(b"dasportal.accounts.mfa" + secret.encode()).digest()
    return base64.urlsafe_b64encode(digest)
