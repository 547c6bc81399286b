"""The portal behind a real gunicorn, and a person at a browser as far as a drill needs one:
cookies, forms, no redirects followed."""

from __future__ import annotations

import http.client
import re
import subprocess
import sys
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode

from django.conf import settings

from tests.drills.processes import Process, database_url, environment, wait_until
from tests.mail.smtp_server import free_port


class Gunicorn(Process):
    """gunicorn with the portal's own settings on a free port; `words` come last on its line."""

    def __init__(self, var: Path, *words: str) -> None:
        self.port = free_port()
        env = environment(var, PORT=str(self.port), DATABASE_URL=database_url())
        line = ["-m", "gunicorn", "-c", "dasportal/gunicorn_conf.py", *words]
        super().__init__(line, env, var / "web.log")

    def __enter__(self) -> Gunicorn:
        """Database and static files in place, and the portal answering."""
        words = [sys.executable, "manage.py", "prepare"]
        subprocess.run(words, cwd=settings.BASE_DIR, env=self.env, check=True)
        super().__enter__()
        wait_until("gunicorn is up", self.is_up, 120)
        return self

    def is_up(self) -> bool:
        assert self.process is not None
        assert self.process.poll() is None, self.log.read_text()[-2000:]
        visitor = Visitor(self.port, seconds=5)
        try:
            return visitor.get("/sundhed/")[0] == http.client.OK
        except (OSError, http.client.HTTPException):
            return False
        finally:
            visitor.close()


class Visitor:
    """One session over one kept connection to the portal. `source` is the address it comes from."""

    def __init__(self, port: int, seconds: float = 15, source: str = "127.0.0.1") -> None:
        self.port, self.seconds, self.source = port, seconds, source
        self.answered_by = ""
        self.cookies: SimpleCookie = SimpleCookie()
        self._connection: http.client.HTTPConnection | None = None

    def get(self, path: str) -> tuple[int, str]:
        return self._ask("GET", path)

    def post(self, path: str, **values: str) -> tuple[int, str]:
        token = self.cookies["csrftoken"].value if "csrftoken" in self.cookies else ""
        return self._ask("POST", path, urlencode({"csrfmiddlewaretoken": token, **values}))

    def sign_in(self, email: str) -> None:
        """As one of the demo's made-up people."""
        self.get("/log-ind/")
        status, _ = self.post("/demo/log-ind/", email=email)
        assert status == http.client.FOUND, f"sign-in answers {status}"

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _ask(self, method: str, path: str, body: str | None = None) -> tuple[int, str]:
        """OSError or HTTPException when there is no answer; the next call connects anew."""
        if self._connection is None:
            self._connection = http.client.HTTPConnection(
                "127.0.0.1", self.port, timeout=self.seconds, source_address=(self.source, 0)
            )
        headers = {
            "Host": "localhost",
            "Cookie": "; ".join(f"{m.key}={m.coded_value}" for m in self.cookies.values()),
        }
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            self._connection.request(method, path, body, headers)
            answer = self._connection.getresponse()
            text = answer.read().decode()
        except (OSError, http.client.HTTPException):
            self.close()
            raise
        self.answered_by = answer.headers.get("X-Answered-By", "")
        for line in answer.headers.get_all("Set-Cookie") or []:
            self.cookies.load(line)
        return answer.status, text


def hidden(html: str, name: str) -> str:
    """The value of a hidden field."""
    found = re.search(rf'name="{name}"[^>]*value="([^"]*)"', html)
    return found[1] if found else ""
