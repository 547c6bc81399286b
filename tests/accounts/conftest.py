"""Mail in these tests goes to the portal's outbox, as it does when it runs."""

from typing import Any

import pytest


@pytest.fixture(autouse=True)
def outbox(settings: Any) -> None:
    """Django's test runner keeps mail in memory; here the outbox is what is looked at."""
    settings.EMAIL_BACKEND = "dasportal.mail.backend.OutboxBackend"
