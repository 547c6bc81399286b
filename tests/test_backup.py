"""A backup restored into an empty place: every row, every file, every hash (quality goal 19)."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection, connections

from dasportal import backup
from dasportal.environment import Refused
from tests.conftest import drop_database


def make_something() -> None:
    """A person with a Danish name, and two files."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE backup_probe (n serial PRIMARY KEY, name text)")
        cursor.execute(
            "INSERT INTO backup_probe (name) SELECT 'Ærø ' || g FROM generate_series(1, 500) g"
        )
    default_storage.save("a/dagsorden.pdf", ContentFile(b"%PDF-1.7 dagsorden"))
    default_storage.save("b/bilag æøå.txt", ContentFile(b"Bilag"))


@pytest.fixture
def backed_up(own_database: str, tmp_path: Path) -> Path:
    make_something()
    folder = tmp_path / "backup"
    call_command("backup", folder)
    return folder


@pytest.fixture
def empty_place(backed_up: Path, settings, tmp_path: Path) -> Iterator[None]:
    """A new database and a new file store, as on a new machine."""
    first, second = connection.settings_dict["NAME"], connection.settings_dict["NAME"] + "_new"
    connections.close_all()
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{second}" TEMPLATE template0')
    connection.settings_dict["NAME"] = second
    settings.MEDIA_ROOT = tmp_path / "new-files"
    yield
    connections.close_all()
    connection.settings_dict["NAME"] = first
    drop_database(second)


def test_restore_brings_back_every_row_and_file(backed_up, empty_place):
    manifest = json.loads((backed_up / "manifest.json").read_text())
    assert manifest["rows"]["backup_probe"] == 500
    call_command("restore", backed_up)
    assert backup.count_rows()["backup_probe"] == 500
    assert Path(default_storage.path("b/bilag æøå.txt")).read_text() == "Bilag"
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM backup_probe WHERE n = 77")
        assert cursor.fetchone() == ("Ærø 77",)
        cursor.execute("INSERT INTO backup_probe (name) VALUES ('ny') RETURNING n")
        assert cursor.fetchone() == (501,)
    assert get_user_model()._default_manager.count() == 0


def test_restore_into_a_database_in_use_is_refused(backed_up):
    with pytest.raises(Refused, match="tom database"):
        call_command("restore", backed_up)


def test_one_changed_byte_in_the_dump_is_refused(backed_up, empty_place):
    dump = backed_up / backup.DUMP
    content = bytearray(dump.read_bytes())
    content[len(content) // 2] ^= 1
    dump.write_bytes(content)
    with pytest.raises(Refused, match="database er ændret"):
        call_command("restore", backed_up)
    assert connection.introspection.table_names() == []


@pytest.mark.parametrize("harm", ["changed", "missing", "added"])
def test_a_file_that_is_not_what_it_was_is_refused(backed_up, empty_place, harm):
    file = backed_up / "files/a/dagsorden.pdf"
    if harm == "changed":
        file.write_bytes(b"%PDF-1.7 Dagsorden")
    elif harm == "missing":
        file.unlink()
    else:
        (file.parent / "fremmed.txt").write_text("x")
    with pytest.raises(Refused, match="Filer i backuppen"):
        call_command("restore", backed_up)


def test_backup_never_overwrites(backed_up):
    with pytest.raises(Refused, match="ikke tom"):
        call_command("backup", backed_up)
