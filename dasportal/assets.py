"""Browser assets from node_modules: only the files that are used, under `static/vendor/`."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage
from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage

# folder under vendor/ -> (folder in node_modules, the files or patterns used from it)
VENDORED: dict[str, tuple[str, list[str]]] = {
    "dkfds": (
        "dkfds/dist",
        [
            "css/dkfds.min.css",
            "js/dkfds.min.js",
            "img/*.svg",
            "img/*.png",
            "img/svg-icons/*.svg",
            "fonts/IBMPlexSans/complete/woff2/*.woff2",
            "fonts/IBMPlexSans/complete/woff/*.woff",
            "fonts/IBMPlexSans/complete/*/IBMPlexSans-Regular.*",  # the style sheet names all four
        ],
    ),
    "ibm-plex-sans": ("@fontsource/ibm-plex-sans/files", ["*-latin-[4567]00-*.woff2"]),
    "source-serif-4": ("@fontsource/source-serif-4/files", ["*-latin-[467]00-*.woff2"]),
    "htmx": ("htmx.org/dist", ["htmx.min.js"]),
    "pdfjs": (  # the build for browsers of some years; decoders without WebAssembly
        "pdfjs-dist",
        [
            "legacy/build/pdf.min.mjs",
            "legacy/build/pdf.worker.min.mjs",
            "standard_fonts/*",
            "wasm/openjpeg_nowasm_fallback.js",
            "wasm/jbig2_nowasm_fallback.js",
        ],
    ),
    "ckeditor5": (
        "ckeditor5/dist",
        ["browser/ckeditor5.js", "browser/ckeditor5.css", "translations/da.js"],
    ),
}


class VendorFinder(BaseFinder):
    """Finds `vendor/<name>/<file>` in node_modules, and lists only the files of VENDORED."""

    def __init__(self, app_names: Any = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.storages: dict[str, FileSystemStorage] = {}
        for name, (folder, _) in VENDORED.items():
            storage = FileSystemStorage(location=settings.NODE_MODULES / folder)
            storage.prefix = f"vendor/{name}"  # type: ignore[attr-defined]
            self.storages[name] = storage

    def check(self, **kwargs: Any) -> list[Any]:
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        for name, storage in self.storages.items():
            inner = Path(path)
            if not inner.is_relative_to(f"vendor/{name}"):
                continue
            inner = inner.relative_to(f"vendor/{name}")
            if any(inner.match(pattern) for pattern in VENDORED[name][1]) and storage.exists(
                str(inner)
            ):
                return [storage.path(str(inner))] if find_all else storage.path(str(inner))
        return []

    def list(self, ignore_patterns: Any) -> Iterator[tuple[str, FileSystemStorage]]:
        for name, storage in self.storages.items():
            root = Path(storage.location)
            files = {file for pattern in VENDORED[name][1] for file in root.glob(pattern)}
            for file in sorted(files):
                yield str(file.relative_to(root)), storage


class HashedStorage(CompressedManifestStaticFilesStorage):
    """File names carry a hash of the content, so that browsers may keep them for good.

    Our own modules' imports are rewritten too; vendored scripts stay as they are, and
    references to source maps, which are not shipped, are left alone. Compressed by gzip only:
    brotli saves a fifth of the bytes and takes ten times as long at a first start.
    """

    manifest_strict = True
    patterns = (
        ("*.css", CompressedManifestStaticFilesStorage.patterns[0][1][:-1]),
        ("js/*.js", CompressedManifestStaticFilesStorage._js_module_import_aggregation_patterns[1]),
    )

    def create_compressor(self, **kwargs: Any) -> Compressor:
        return super().create_compressor(**{**kwargs, "use_brotli": False})
