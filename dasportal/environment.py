"""What the portal is told from outside: environment variables, or `var/local.env` on a demo machine.

`make run` writes `var/local.env` once. It is read only when SECRET_KEY is not set, so a
production server can never pick up the demo's values by accident. With neither, everything
refuses to start.
"""

import os
from collections.abc import MutableMapping
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent
LOOPBACK_HOSTS = frozenset({"localhost", "127.0.0.1", "[::1]", "testserver"})
SHORTEST_SECRET = 50


class Refused(ImproperlyConfigured):
    """The portal will not start like this; the message says what to do, in Danish and English."""


def var_dir(environ: MutableMapping[str, str] = os.environ) -> Path:
    """The one folder that the portal writes to."""
    return Path(environ.get("VAR_DIR") or BASE_DIR / "var").expanduser().resolve()


def read_env_file(path: Path) -> dict[str, str]:
    """`NAME=value` lines; blank lines and lines that start with # are skipped."""
    values = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        name, separator, value = line.partition("=")
        if separator and not name.lstrip().startswith("#"):
            values[name.strip()] = value.strip()
    return values


def load(environ: MutableMapping[str, str] = os.environ) -> None:
    """Fill in from `var/local.env` what the environment does not say; refuse without either.

    DEMO from the file counts only for the embedded database: on a server that DATABASE_URL
    names, demo users must be asked for in so many words.
    """
    if environ.get("SECRET_KEY"):
        return
    path = var_dir(environ) / "local.env"
    if not path.exists():
        if environ.get("DEBUG") == "1":
            environ["SECRET_KEY"] = "only-for-debugging-" + "x" * SHORTEST_SECRET
            return
        raise Refused(
            "Portalen er ikke sat op: kør først 'make run', eller sæt SECRET_KEY og ALLOWED_HOSTS "
            "(se docs/operations.md). / The portal is not set up: run 'make run' first, or set "
            "SECRET_KEY and ALLOWED_HOSTS."
        )
    values = read_env_file(path)
    if environ.get("DATABASE_URL"):
        values.pop("DEMO", None)
    for name, value in values.items():
        environ.setdefault(name, value)


def flag(name: str, *, default: bool = False) -> bool:
    """A variable that is 1 or 0; anything else is refused rather than guessed."""
    value = os.environ.get(name) or ("1" if default else "0")
    if value not in {"0", "1"}:
        raise Refused(f"{name} skal være 0 eller 1, ikke {value!r}. / {name} must be 0 or 1.")
    return value == "1"


def number(name: str, *, default: int) -> int:
    """A variable that is a whole number, 0 or more."""
    value = os.environ.get(name) or str(default)
    if not value.isdigit():
        raise Refused(f"{name} skal være et helt tal. / {name} must be a whole number.")
    return int(value)


def hosts() -> list[str]:
    """ALLOWED_HOSTS: names divided by commas; never everything."""
    names = [name.strip() for name in os.environ.get("ALLOWED_HOSTS", "").split(",")]
    names = [name for name in names if name]
    if not names or "*" in names:
        raise Refused(
            "ALLOWED_HOSTS skal nævne de værtsnavne, som portalen svarer på. / "
            "ALLOWED_HOSTS must name the hosts that the portal answers to."
        )
    return names


def only_loopback(names: list[str]) -> bool:
    """Whether these hosts can be reached from this machine alone."""
    return LOOPBACK_HOSTS.issuperset(names)


def refuse_unsafe(*, debug: bool, https: bool, secret_key: str, allowed_hosts: list[str]) -> None:
    """Stop before anything is served when the settings together are unsafe."""
    if only_loopback(allowed_hosts):
        return
    if debug:
        raise Refused(
            "DEBUG=1 er kun til denne maskine: fjern DEBUG eller brug ALLOWED_HOSTS=localhost. / "
            "DEBUG=1 is for this machine only."
        )
    if not https:
        raise Refused(
            "HTTPS=0 er kun til denne maskine: andre værtsnavne kræver HTTPS. / "
            "HTTPS=0 is for this machine only."
        )
    if len(secret_key) < SHORTEST_SECRET:
        raise Refused(
            f"SECRET_KEY skal være tilfældig og mindst {SHORTEST_SECRET} tegn. / "
            f"SECRET_KEY must be random and at least {SHORTEST_SECRET} characters."
        )
