"""What every page's frame needs besides its own content."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context processor: whether the people on show are made up."""
    return {"demo": settings.DEMO}
