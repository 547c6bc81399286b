"""Sorting, case folding and search are the same on the embedded server and on Debian's."""

import os
import pwd
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import psycopg2
import pytest

from dasportal.environment import BASE_DIR
from dasportal.postgres.server import EmbeddedServer

ARCHIVE = BASE_DIR.parent / "shared/archive"
WORDS = """
Aalborg Aabybro Århus Ærø Øster åben aaben Zebra Vesthimmerland Mariagerfjord Brønderslev Læsø
Hjørring Frederikshavn Thisted Morsø Jammerbugt Rebild Region Silkeborg genbrugsplads
genbrugspladser Genbrugspladserne botilbud botilbuddet takst takster takstændring É é e ü Ü ß
ÆØÅ æøå BLÅ blå 1. 10. 2. a-b ab a b Næstved næsten cafe café coöperation IJ ij ﬁ Straße DŽ
"""


def words() -> list[str]:
    """Words that are hard to sort, and, where it is at hand, every word of the archive."""
    found = set(WORDS.split())
    for file in ARCHIVE.glob("*.txt") if ARCHIVE.is_dir() else []:
        found.update(re.findall(r"[\w.-]+", file.read_text(encoding="utf-8", errors="replace")))
    return sorted(found)


def debian_programs() -> Path | None:
    found = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    return max((path.parent for path in found), key=lambda p: int(p.parent.name), default=None)


@pytest.fixture(scope="module")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[psycopg2.extensions.connection]:
    server = EmbeddedServer(tmp_path_factory.mktemp("embedded") / "postgres")
    server.hold()
    connection = psycopg2.connect(dbname="das", **server.connection())
    yield connection
    connection.close()
    server.release()


@pytest.fixture(scope="module")
def debian(tmp_path_factory: pytest.TempPathFactory) -> Iterator[psycopg2.extensions.connection]:
    """A throw-away cluster of Debian's PostgreSQL, on a socket of its own."""
    programs = debian_programs()
    if programs is None:
        pytest.skip("Debians PostgreSQL er ikke installeret")
    folder = Path("/tmp") / f"das-debian-{os.getpid()}"  # a short path, open to its user
    log = tmp_path_factory.mktemp("debian") / "log"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700)
    prefix: list[str] = []
    if os.geteuid() == 0:
        nobody = pwd.getpwnam("nobody")
        os.chown(folder, nobody.pw_uid, nobody.pw_gid)
        prefix = ["setpriv", f"--reuid={nobody.pw_uid}", f"--regid={nobody.pw_gid}"]
        prefix.append("--clear-groups")

    def run(program: str, *arguments: str) -> None:
        words = [*prefix, str(programs / program), "-D", str(folder / "data"), *arguments]
        env = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}
        with log.open("a") as output:  # a pipe would stay open in the server
            subprocess.run(words, check=True, cwd="/", env=env, stdout=output, stderr=output)

    run("initdb", "-U", "postgres", "--encoding=UTF8", "--locale=C.UTF-8", "--auth=trust")
    run("pg_ctl", "start", "-w", "-o", f"-c listen_addresses= -k {folder}")
    connection = psycopg2.connect(host=str(folder), user="postgres", dbname="postgres")
    yield connection
    connection.close()
    run("pg_ctl", "stop", "-w", "-m", "fast")
    shutil.rmtree(folder)


QUESTIONS = {
    "danish order": 'SELECT w FROM words ORDER BY w COLLATE "da-x-icu", w COLLATE "C"',
    "plain order": "SELECT w FROM words ORDER BY w",
    "case folding": 'SELECT w, lower(w), upper(w), initcap(w) FROM words ORDER BY w COLLATE "C"',
    "danish case folding": """
        SELECT w, lower(w COLLATE "da-x-icu"), upper(w COLLATE "da-x-icu")
        FROM words ORDER BY w COLLATE "C\"""",
    "lexemes": "SELECT w, to_tsvector('danish', w)::text FROM words ORDER BY w COLLATE \"C\"",
    "search": """
        SELECT a.w FROM words a
        WHERE to_tsvector('danish', a.w) @@ websearch_to_tsquery('danish', 'genbrugspladser')
        ORDER BY a.w COLLATE "C\"""",
    "likeness": """
        SELECT w, round(similarity(w, 'genbrugsplads')::numeric, 4) FROM words
        ORDER BY 2 DESC, w COLLATE "C\"""",
    "accents": 'SELECT w, unaccent(w) FROM words ORDER BY w COLLATE "C"',
    "case-blind match": "SELECT w FROM words WHERE w ILIKE '%ÆR%' ORDER BY w COLLATE \"C\"",
}


def answer(connection: psycopg2.extensions.connection, question: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        cursor.execute("CREATE EXTENSION IF NOT EXISTS unaccent")
        cursor.execute("DROP TABLE IF EXISTS words")
        cursor.execute("CREATE TABLE words (w text)")
        cursor.execute("INSERT INTO words SELECT unnest(%s)", [words()])
        cursor.execute(QUESTIONS[question])
        rows = cursor.fetchall()
    connection.rollback()
    return rows


@pytest.mark.parametrize("question", QUESTIONS)
def test_embedded_answers_like_debians(embedded, debian, question):
    ours, theirs = answer(embedded, question), answer(debian, question)
    assert ours, "the question finds nothing"
    assert ours == theirs


def test_aalborg_is_last_of_the_municipalities(embedded):
    with embedded.cursor() as cursor:
        cursor.execute(
            "SELECT w FROM unnest(ARRAY['Thisted', 'Aalborg', 'Vesthimmerland']) w "
            'ORDER BY w COLLATE "da-x-icu"'
        )
        assert [row[0] for row in cursor.fetchall()] == ["Thisted", "Vesthimmerland", "Aalborg"]
    embedded.rollback()
