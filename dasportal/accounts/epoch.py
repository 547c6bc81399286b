"""A token that changes when what a person may see changes: copies kept elsewhere die with it."""

from __future__ import annotations

from django.utils.crypto import salted_hmac

from .models import Person

NOBODY = "none"
HEADER = "X-Epoch"


def epoch(person: Person) -> str:
    """The same for one person with the same roles today; another for anybody and anything else."""
    roles = sorted(
        (role.kind, role.forum_id or 0, role.party_id or 0, role.unit_id or 0)
        for role in person.current_roles()
    )
    return salted_hmac("dasportal.epoch", f"{person.pk}:{roles}", algorithm="sha256").hexdigest()[
        :32
    ]
