"""Without the engine's system libraries the portal runs, and says that PDFs are off."""

import os
import subprocess
import sys

from dasportal.documents import press
from dasportal.environment import BASE_DIR

NO_LIBRARIES = """
import cffi
real = cffi.FFI.dlopen
def dlopen(self, name, flags=0):
    if name and ("gobject" in str(name) or "pango" in str(name)):
        raise OSError(f"cannot load library {name!r}")
    return real(self, name, flags)
cffi.FFI.dlopen = dlopen
import django
django.setup()
from django.urls import get_resolver
get_resolver().url_patterns
from django.core.management import get_commands, load_command_class
for name, app in get_commands().items():
    if str(app).split(".")[0] in {"dasportal", "meetings"}:
        load_command_class(app, name)
from dasportal.documents import press
from dasportal.documents.press import loading
print(press.available())
try:
    loading.load_engine()
except press.FontsMissing as missing:
    print(missing)
"""


def test_portal_loads_without_the_engine_and_says_what_to_install():
    done = subprocess.run(
        [sys.executable, "-c", NO_LIBRARIES],
        cwd=BASE_DIR,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "dasportal.settings"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    first, second = done.stdout.splitlines()
    assert first == "False"
    assert "PDF er slået fra" in second
    assert "apt-get install libpangoft2-1.0-0" in second


def test_engine_is_loaded_once():
    if press.available():
        assert press.loading.load_engine() is press.loading.load_engine()
