"""Opens a PDF from a stranger, removes what can act, and counts the pages.

Usage: clean_pdf.py SOURCE TARGET. Prints JSON: {"pages", "removed": [kinds]} or
{"error": "encrypted" | "broken" | "empty" | "no room"}. TARGET is written only when something was removed.

Every object of the file is looked at, not only those that a page leads to: an action is found
wherever it hides. Links to pages and addresses are left.
"""

import errno
import json
import sys

import pikepdf
from pikepdf import Array, Dictionary, Object, Stream

ACTIVE = {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/GoToE", "/Rendition", "/Movie",
          "/Sound", "/RichMediaExecute"}  # fmt: skip
MEDIA = {"/FileAttachment", "/RichMedia", "/Movie", "/Sound", "/Screen", "/3D"}
ALWAYS_REMOVED = {
    "/AA": "actions",
    "/JavaScript": "actions",
    "/EmbeddedFiles": "attachments",
    "/AF": "attachments",
    "/Collection": "attachments",
    "/XFA": "xfa",
}


def is_active(value: Object) -> bool:
    return isinstance(value, Dictionary) and (str(value.get("/S")) in ACTIVE or "/JS" in value)


def is_media(value: Object) -> bool:
    return isinstance(value, Dictionary) and str(value.get("/Subtype")) in MEDIA


def clean(holder: Object, removed: set[str]) -> None:
    """Removes what can act from one object and the unnumbered ones inside it."""
    if isinstance(holder, Array):
        clean_array(holder, removed)
    elif isinstance(holder, (Dictionary, Stream)):
        for key in list(holder.keys()):
            value = holder[key]
            if key in ALWAYS_REMOVED and not isinstance(value, (str, int)):
                del holder[key]
                removed.add(ALWAYS_REMOVED[key])
            elif is_active(value):
                del holder[key]
                removed.add("actions")
            elif isinstance(value, (Dictionary, Array)) and not value.is_indirect:
                clean(value, removed)


def clean_array(holder: Array, removed: set[str]) -> None:
    for index in reversed(range(len(holder))):
        value = holder[index]
        if is_media(value) or is_active(value):
            del holder[index]
            removed.add("attachments" if is_media(value) else "actions")
        elif isinstance(value, (Dictionary, Array)) and not value.is_indirect:
            clean(value, removed)


def rewrite(source: str, target: str) -> dict[str, object]:
    removed: set[str] = set()
    with pikepdf.open(source) as pdf:
        pages = len(pdf.pages)
        if not pages:
            return {"error": "empty"}
        for holder in pdf.objects:
            clean(holder, removed)
        if pdf.is_encrypted:
            removed.add("protection")
        if removed:
            pdf.save(target, encryption=False)
    return {"pages": pages, "removed": sorted(removed)}


def main() -> None:
    try:
        result = rewrite(*sys.argv[1:3])
    except pikepdf.PasswordError:
        result = {"error": "encrypted"}
    except (pikepdf.PdfError, ValueError, TypeError, RecursionError):
        result = {"error": "broken"}
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT):
            raise
        result = {"error": "no room"}
    json.dump(result, sys.stdout)


if __name__ == "__main__":
    main()
