"""The portal as gunicorn sees it, telling which process answered."""

import os
from collections.abc import Callable, Iterable
from typing import Any

from dasportal.wsgi import application as portal


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
        return start_response(status, [*headers, ("X-Answered-By", str(os.getpid()))], *rest)

    return portal(environ, start)
