import http.client
import sys
import time
from typing import Any

from django.conf import settings
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from dasportal import ports, preparation
from dasportal.accounts.demo import DEMO_PASSWORD, DEMO_SIGN_INS
from dasportal.console import step
from dasportal.documents import press
from dasportal.supervisor import Child, Supervisor

READY_SECONDS = 60


class Command(BaseCommand):
    help = "Starter hele portalen på denne maskine: database, demodata, arbejder og server."
    needs_prepared_database = False

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            listeners = ports.listen(settings.PORT)
        except ports.PortBusy as busy:
            raise CommandError(str(busy)) from busy
        self._prepare()
        supervisor = Supervisor([_web(listeners), _worker()])
        supervisor.listen_for_signals()
        try:
            with step("Server og arbejder"):
                supervisor.start()
                self._wait_until_ready(supervisor)
            self._greet()
            supervisor.wait()
        finally:
            with step("Stopper"):
                supervisor.stop()

    def _prepare(self) -> None:
        with step("PostgreSQL"):
            connection.ensure_connection()
        with step("Databasen"):
            preparation.prepare_database()
        if settings.DEMO and "demo" in get_commands() and not preparation.has_people():
            with step("Demodata"):
                call_command("demo", verbosity=0)
        with step("Statiske filer"):
            preparation.collect_static()

    def _wait_until_ready(self, supervisor: Supervisor) -> None:
        deadline = time.monotonic() + READY_SECONDS
        while not supervisor.stopping.wait(0.1):
            if _is_healthy():
                return
            if time.monotonic() > deadline:
                raise CommandError(f"Serveren svarer ikke; se {_log('web')}")

    def _greet(self) -> None:
        if not press.available():
            self.stdout.write("\nPDF er slået fra: se docs/operations.md / PDFs are off")
        self.stdout.write(f"\nDAS-portalen kører på http://localhost:{settings.PORT}")
        if settings.DEMO and preparation.has_people():
            self._tell_sign_ins()
        self.stdout.write("Stop med Ctrl-C.")
        self.stdout.flush()

    def _tell_sign_ins(self) -> None:
        self.stdout.write(f"\nLog ind i demoen med adgangskoden {DEMO_PASSWORD}:")
        for row in DEMO_SIGN_INS:
            self.stdout.write(f"  {row.role:26} {row.email}")
        self.stdout.write("")


def _log(name: str) -> Any:
    folder = settings.VAR_DIR / "log"
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"{name}.log"


def _web(listeners: list[Any]) -> Child:
    numbers = tuple(listener.fileno() for listener in listeners)
    return Child(
        name="server",
        words=[sys.executable, "-m", "gunicorn", "-c", "dasportal/gunicorn_conf.py"],
        log=_log("web"),
        env={"BIND": ",".join(f"fd://{number}" for number in numbers)},
        pass_fds=numbers,
    )


def _worker() -> Child:
    command = "work" if "work" in get_commands() else "db_worker"
    return Child(
        name="arbejder",
        words=[sys.executable, "manage.py", command],
        log=_log("worker"),
        env={"TMPDIR": str(settings.FILE_UPLOAD_TEMP_DIR)},
    )


def _is_healthy() -> bool:
    server = http.client.HTTPConnection("127.0.0.1", settings.PORT, timeout=5)
    try:
        server.request("GET", "/sundhed/", headers={"Host": "localhost"})
        return server.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        server.close()
