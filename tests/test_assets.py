"""Browser assets: exactly the files that are used, and every reference in them found."""

import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.template import Context, Template

from dasportal.assets import VENDORED, VendorFinder
from dasportal.environment import BASE_DIR

pytestmark = pytest.mark.skipif(
    not (BASE_DIR / "node_modules/dkfds").exists(), reason="node_modules mangler: kør make run"
)


@pytest.mark.parametrize("name", VENDORED)
def test_every_pattern_names_files_that_are_there(name):
    folder, patterns = VENDORED[name]
    for pattern in patterns:
        assert list((BASE_DIR / "node_modules" / folder).glob(pattern)), pattern


def test_listed_file_is_found_and_others_are_not():
    assert finders.find("vendor/htmx/htmx.min.js")
    assert not finders.find("vendor/htmx/htmx.js")
    assert not finders.find("vendor/htmx/../package.json")


def test_nothing_is_collected_twice():
    listed = [f"{storage.prefix}/{path}" for path, storage in VendorFinder().list([])]
    assert len(listed) == len(set(listed))


def test_collected_names_carry_a_hash_and_every_reference_is_found(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    hashed = {"BACKEND": "dasportal.assets.HashedStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": hashed}
    call_command("collectstatic", interactive=False, verbosity=0)
    address = Template("{% load static %}{% static 'vendor/htmx/htmx.min.js' %}").render(Context())
    assert address.startswith("/static/vendor/htmx/htmx.min.")
    assert address != "/static/vendor/htmx/htmx.min.js"
    assert (tmp_path / address.removeprefix("/static/")).exists()
