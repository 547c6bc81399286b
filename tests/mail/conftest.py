import pytest

from tests.mail.smtp_server import LocalServer, Receiver, free_port


@pytest.fixture
def receiver():
    return Receiver()


@pytest.fixture
def smtp(receiver, settings):
    """A running mail server, and settings that point to it."""
    server = LocalServer(receiver)
    server.start()
    settings.EMAIL_URL = f"smtp://127.0.0.1:{server.port}"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    settings.EMAIL_TIMEOUT = 5
    settings.DEFAULT_FROM_EMAIL = "DAS-sekretariatet på prøve <das@portal.example>"
    yield server
    server.stop()


@pytest.fixture
def no_answer(settings):
    """Settings that point to a port where nobody listens."""
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    settings.EMAIL_URL = f"smtp://127.0.0.1:{settings.EMAIL_PORT}"


@pytest.fixture
def no_server(settings):
    settings.EMAIL_URL = ""
