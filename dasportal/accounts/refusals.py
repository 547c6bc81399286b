"""A verb that says no, said on the page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.http import HttpRequest

from .transitions import NotAllowed


@contextmanager
def refusals_as_messages(request: HttpRequest) -> Iterator[None]:
    """What the verb refuses becomes a message; the view goes on to its redirect."""
    try:
        yield
    except NotAllowed as refused:
        messages.error(request, refused.message)
    except ValidationError as refused:  # a file that is not taken in
        for message in refused.messages:
            messages.error(request, message)


@contextmanager
def refusals_on(form: BaseForm) -> Iterator[None]:
    """What the verb refuses is said on the form, with all that was typed; the view shows it again."""
    try:
        yield
    except NotAllowed as refused:
        form.add_error(None, refused.message)
