"""Files on the disk while others store and sweep."""

import os
import threading

import pytest
from django.db import connection, transaction

from dasportal.documents import storage
from dasportal.documents.files import store
from tests.documents import samples


def test_a_file_that_comes_back_is_not_swept(own_database: str) -> None:
    """The sweep waits for whoever is storing the same bytes."""
    content = samples.text_pdf("Hej")
    with pytest.raises(RuntimeError), transaction.atomic():
        path = store(content, name="a.pdf", by=None).on_disk
        raise RuntimeError
    os.utime(path, (0, 0))
    swept: list[int] = []

    def sweep() -> None:
        swept.append(storage.sweep(older_than=0))
        connection.close()

    thread = threading.Thread(target=sweep)
    with transaction.atomic():
        store(content, name="a.pdf", by=None)
        thread.start()
        thread.join(0.5)
        assert thread.is_alive()  # it waits
    thread.join(10)
    assert (swept, path.exists()) == ([0], True)
