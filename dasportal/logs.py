"""Structured logs: one JSON object a line, with request id, user and party."""

import logging
import time
import uuid
from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

from django.http import HttpRequest, HttpResponse

logger = logging.getLogger("dasportal.request")
_request: ContextVar[dict[str, Any] | None] = ContextVar("request", default=None)


def logging_config(*, level: str) -> dict[str, Any]:
    """A `dictConfig` that writes everything from `level` up to standard error as JSON."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"request": {"()": "dasportal.logs.RequestFilter"}},
        "formatters": {
            "json": {
                "()": "pythonjsonlogger.json.JsonFormatter",
                "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
                "json_ensure_ascii": False,
                "datefmt": "%Y-%m-%dT%H:%M:%S%z",
            }
        },
        "handlers": {
            "stderr": {
                "class": "logging.StreamHandler",
                "formatter": "json",
                "filters": ["request"],
            }
        },
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            "django.server": {"handlers": [], "propagate": True},
            "django": {"handlers": [], "level": level, "propagate": True},
            "fontTools": {"level": "WARNING"},
            "pikepdf": {"level": "WARNING"},
            "weasyprint": {"level": "ERROR"},
        },
    }


class RequestFilter(logging.Filter):
    """Adds the current request's id, user and party to every line logged while it runs.

    Where Django names the address (»Gone: …«), the pattern takes its place.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        request = record.__dict__.pop("request", None)
        if isinstance(request, HttpRequest) and isinstance(record.args, tuple):
            pattern, path = _pattern(request), request.path
            record.args = tuple(pattern if value == path else value for value in record.args)
        for name, value in (_request.get() or {}).items():
            setattr(record, name, value)
        return True


class RequestLogMiddleware:
    """Gives each request an id, returns it in `X-Request-ID`, and logs one line when it ends.

    The line holds the URL's pattern, not the URL: a personal link carries a secret.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request_id = uuid.uuid4().hex
        token = _request.set({"request_id": request_id})
        start = time.perf_counter()
        try:
            response = self.get_response(request)
            response["X-Request-ID"] = request_id
            logger.info(
                "%s %s %s",
                request.method,
                _pattern(request),
                response.status_code,
                extra={"status": response.status_code, "ms": _ms_since(start), **_who(request)},
            )
            return response
        finally:
            _request.reset(token)

    def process_view(self, request: HttpRequest, *view: Any) -> None:
        """From here on we know who asks, so that lines logged by the view say it too."""
        current = _request.get()
        if current is not None:
            current.update(_who(request))


def _ms_since(start: float) -> float:
    return round((time.perf_counter() - start) * 1000, 1)


def _pattern(request: HttpRequest) -> str:
    match = request.resolver_match
    return f"/{match.route}" if match else "(ukendt adresse)"


def _who(request: HttpRequest) -> dict[str, Any]:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"user": None, "party": []}
    return {"user": user.pk, "party": getattr(request, "parties", [])}
