"""Jobs that do what a test needs of them, and remember it."""

from django.db import OperationalError, connection

from dasportal.worker.jobs import LATER, SOON, job

calls: list[tuple] = []


@job(label="Skriv ned")
def note(word: str) -> str:
    calls.append(("note", word))
    return word.upper()


@job(label="Haster", priority=SOON)
def urgent() -> None:
    calls.append(("urgent",))


@job(label="Kan vente", priority=LATER)
def whenever() -> None:
    calls.append(("whenever",))


def gave_up(word: str) -> None:
    calls.append(("gave_up", word))


@job(label="Går galt", on_failure=gave_up)
def broken(word: str) -> None:
    raise ValueError(f"kan ikke {word}")


@job(label="En genvej", attempts=1, optional=True, on_failure=gave_up)
def shortcut(word: str) -> None:
    calls.append(("shortcut", word))
    raise ValueError(word)


@job(label="Databasen er væk", attempts=3, on_failure=gave_up)
def away(word: str) -> None:
    calls.append(("away", word))
    raise OperationalError("server closed the connection")


def breaks_too(word: str) -> None:
    calls.append(("breaks_too", word))
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 / 0")


@job(label="Går galt to gange", on_failure=breaks_too)
def broken_twice(word: str) -> None:
    raise ValueError(word)


@job(label="Stoppes", attempts=2, on_failure=gave_up)
def interrupted(word: str) -> None:
    calls.append(("interrupted", word))
    raise KeyboardInterrupt
