"""What the portal is told from outside: read, defaulted, or refused in Danish."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from dasportal import environment
from dasportal.environment import BASE_DIR, Refused

SECRET = "abcdefghij" * 6
PRODUCTION = {"SECRET_KEY": SECRET, "ALLOWED_HOSTS": "das.example.dk"}


def manage(*words: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """manage.py in an environment with these variables and no other."""
    told = {"PATH": os.environ["PATH"], "HOME": "/nonexistent", **variables}
    command = [sys.executable, "manage.py", *words]
    return subprocess.run(command, cwd=BASE_DIR, env=told, capture_output=True, text=True)


def local_env(folder: Path, text: str) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "local.env").write_text(text)
    return folder


def test_neither_variables_nor_file_is_refused(tmp_path):
    done = manage("check", VAR_DIR=str(tmp_path))
    assert done.returncode == 1
    assert "Portalen er ikke sat op: kør først 'make run'" in done.stderr
    assert "The portal is not set up" in done.stderr
    assert "Traceback" not in done.stderr


def test_file_fills_in_what_the_environment_does_not_say(tmp_path):
    folder = local_env(tmp_path, f"# note\nSECRET_KEY={SECRET}\nDEMO=1\nALLOWED_HOSTS=localhost\n")
    told = {"VAR_DIR": str(folder), "ALLOWED_HOSTS": "127.0.0.1"}
    environment.load(told)
    assert told == {
        "VAR_DIR": str(folder),
        "ALLOWED_HOSTS": "127.0.0.1",
        "SECRET_KEY": SECRET,
        "DEMO": "1",
    }


def test_production_never_reads_the_file(tmp_path):
    folder = local_env(tmp_path, "SECRET_KEY=x\nDEMO=1\nALLOWED_HOSTS=localhost\n")
    told = {"VAR_DIR": str(folder), "SECRET_KEY": SECRET}
    environment.load(told)
    assert "DEMO" not in told


def test_demo_on_a_named_server_must_be_asked_for(tmp_path):
    folder = local_env(tmp_path, f"SECRET_KEY={SECRET}\nDEMO=1\nALLOWED_HOSTS=localhost\n")
    told = {"VAR_DIR": str(folder), "DATABASE_URL": "postgresql://db/das"}
    environment.load(told)
    assert "DEMO" not in told


@pytest.mark.parametrize(
    ("variables", "message"),
    [
        ({"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS skal nævne"),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS skal nævne"),
        ({"DEBUG": "1"}, "DEBUG=1 er kun til denne maskine"),
        ({"HTTPS": "0"}, "HTTPS=0 er kun til denne maskine"),
        ({"SECRET_KEY": "kort"}, "mindst 50 tegn"),
        ({"DEMO": "ja"}, "DEMO skal være 0 eller 1"),
        ({"PORT": "otte"}, "PORT skal være et helt tal"),
    ],
)
def test_unsafe_settings_are_refused(tmp_path, variables, message):
    done = manage("check", VAR_DIR=str(tmp_path), **{**PRODUCTION, **variables})
    assert done.returncode == 1
    assert message in done.stderr
    assert "Traceback" not in done.stderr


def test_production_passes_djangos_own_deployment_check_without_a_warning(tmp_path):
    done = manage("check", "--deploy", "--fail-level", "DEBUG", VAR_DIR=str(tmp_path), **PRODUCTION)
    assert done.returncode == 0, done.stderr
    assert "no issues (0 silenced)" in done.stdout


def settings_told(tmp_path: Path, names: list[str], **variables: str) -> list[str]:
    code = "from django.conf import settings as s\n" + "".join(f"print(s.{n})\n" for n in names)
    told = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "dasportal.settings"}
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=BASE_DIR,
        env={**told, "VAR_DIR": str(tmp_path), **variables},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.splitlines()


COOKIES = ["SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "SESSION_COOKIE_SECURE", "BASE_URL", "DEBUG"]


def test_cookies_belong_to_the_host_alone_in_production(tmp_path):
    assert settings_told(tmp_path, COOKIES, **PRODUCTION) == [
        "__Host-sessionid",
        "__Host-csrftoken",
        "True",
        "https://das.example.dk",
        "False",
    ]


def test_cookies_work_without_https_on_this_machine_alone(tmp_path):
    told = settings_told(
        tmp_path, COOKIES, SECRET_KEY=SECRET, ALLOWED_HOSTS="localhost,127.0.0.1", PORT="8123"
    )
    assert told == ["sessionid", "csrftoken", "False", "http://localhost:8123", "False"]


def test_local_env_is_made_once_and_read_by_its_owner_only(tmp_path, monkeypatch):
    from scripts import project

    monkeypatch.setenv("VAR_DIR", str(tmp_path / "var"))
    project.make_local_env()
    path = tmp_path / "var/local.env"
    first = path.read_text()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    told = {"VAR_DIR": str(tmp_path / "var")}
    environment.load(told)
    assert told["DEMO"] == "1"
    assert environment.only_loopback(told["ALLOWED_HOSTS"].split(","))
    assert len(told["SECRET_KEY"]) >= environment.SHORTEST_SECRET
    project.make_local_env()
    assert path.read_text() == first


def test_flag_default_holds_when_nothing_is_said(monkeypatch):
    monkeypatch.delenv("HTTPS", raising=False)
    assert environment.flag("HTTPS", default=True) is True
    monkeypatch.setenv("HTTPS", "nej")
    with pytest.raises(Refused):
        environment.flag("HTTPS")
