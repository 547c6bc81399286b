"""Django's PostgreSQL backend on the embedded server, which is started by the first connection."""

import atexit
import time
from typing import Any

from django.conf import settings
from django.db.backends.postgresql import base
from psycopg2 import OperationalError

from dasportal.postgres.server import EmbeddedServer

RECOVERY_SECONDS = 10  # a server that was killed reads its log before it answers

server = EmbeddedServer(settings.VAR_DIR / "postgres")
atexit.register(server.release)


class DatabaseWrapper(base.DatabaseWrapper):
    """Finds the embedded server running or starts it; it stays for as long as someone uses it."""

    def get_connection_params(self) -> dict[str, Any]:
        server.hold()
        return {**super().get_connection_params(), **server.connection()}

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        deadline = time.monotonic() + RECOVERY_SECONDS
        while True:
            try:
                return super().get_new_connection(conn_params)
            except OperationalError as error:
                if "does not exist" in str(error) or time.monotonic() > deadline:
                    raise
                time.sleep(0.1)
                server.hold()
