"""What the portal does by itself for the apps that stand below the worker."""

from django.utils import timezone

from dasportal.accounts.workflow import expire_overdue
from dasportal.worker.jobs import job


@job(label="Lad gamle invitationer udløbe")
def expire_invitations() -> None:
    """Mark the invitations whose 14 days have gone; the link has stopped working already."""
    expire_overdue(timezone.now())
