"""How LibreOffice is asked for a PDF: the command, the careful profile, the harmless copy."""

from __future__ import annotations

import codecs
import csv
import os
import shutil
import zipfile
from pathlib import Path
from xml.sax.saxutils import quoteattr

import defusedxml.ElementTree
import xlsxwriter
from django.conf import settings

from . import sandbox

SECONDS = 120
HOME = Path(os.path.expanduser("~"))  # noqa: PTH111 (a user without a home is no error)
MEMORY_MB = 4096  # of addresses; LibreOffice reserves far more than it uses

# No macros, no links followed, nothing fetched, no window, no recovery of an earlier crash.
PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"
 xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
{items}
</oor:items>
"""
ITEM = (
    '<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse">'
    "<value>{value}</value></prop></item>"
)
SETTINGS = (
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Common/Security/Scripting", "DisablePythonRuntime", "true"),
    ("Office.Common/Misc", "UseOpenCL", "false"),
    ("Office.Writer/Content/Update", "Link", "2"),
    ("Office.Calc/Content/Update", "Link", "2"),
    ("Office.Recovery/AutoSave", "Enabled", "false"),
    ("Setup/L10N", "ooSetupSystemLocale", "da-DK"),
)
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
EXPORT = '{"UseTaggedPDF":{"type":"boolean","value":"true"},"ExportBookmarks":{"type":"boolean","value":"true"}}'
FILTERS = {
    "xls": "calc", "xlsx": "calc", "ods": "calc", "csv": "calc", "xltx": "calc",
    "ppt": "impress", "pptx": "impress", "odp": "impress", "pps": "impress", "potx": "impress",
    "ppsx": "impress",
}  # fmt: skip


def make_pdf(source: Path, suffix: str, folder: Path) -> Path:
    """The PDF of the document at `source`, made inside `folder`; sandbox.Stopped on failure."""
    suffix = suffix.lstrip(".").lower()
    copy = folder / f"document.{suffix}"
    if suffix in ("txt", "csv"):
        copy = text_copy(source, suffix, folder)
    elif zipfile.is_zipfile(source):
        copy_without_links(source, copy)
    else:
        shutil.copyfile(source, copy)
    write_profile(folder / "profile")
    export = f"pdf:{FILTERS.get(suffix, 'writer')}_pdf_Export:{EXPORT}"
    reading = ["--infilter=Text (encoded):UTF8"] if suffix == "txt" else []
    command = [
        "soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--norestore",
        "--nolockcheck", "--nodefault", "--nologo", "--nofirststartwizard",
        *reading, "--convert-to", export, "--outdir", str(folder / "out"), str(copy),
    ]  # fmt: skip
    kept = [settings.BASE_DIR, settings.VAR_DIR, Path(settings.MEDIA_ROOT), HOME]
    sandbox.run(command, folder=folder, seconds=SECONDS, memory_mb=MEMORY_MB, hidden=kept)
    made = folder / "out" / "document.pdf"
    if not made.is_file():
        raise sandbox.Stopped("LibreOffice made nothing")
    return made


def text_copy(source: Path, suffix: str, folder: Path) -> Path:
    """Text as UTF-8, whatever it was; and CSV as a sheet whose figures stand as they were typed."""
    data = source.read_bytes()
    text = decoded(data)
    if suffix == "txt":
        copy = folder / "document.txt"
        copy.write_text(text, encoding="utf-8")
        return copy
    copy = folder / "document.xlsx"
    first = text.partition("\n")[0]
    separator = max(";,\t", key=first.count)
    with xlsxwriter.Workbook(copy, {"strings_to_numbers": False, "constant_memory": True}) as book:
        sheet = book.add_worksheet("Ark")
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        for number, row in enumerate(csv.reader(text.splitlines(), delimiter=separator)):
            for column, cell in enumerate(row):
                sheet.write_string(number, column, cell)
    return copy


def decoded(data: bytes) -> str:
    """UTF-8 or UTF-16 when it says so, else the Windows alphabet that Danish Excel writes."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def write_profile(folder: Path) -> None:
    items = "\n".join(ITEM.format(path=p, name=n, value=v) for p, n, v in SETTINGS)
    (folder / "user").mkdir(parents=True)
    (folder / "user" / "registrymodifications.xcu").write_text(PROFILE.format(items=items))


def copy_without_links(source: Path, target: Path) -> None:
    """Copies an office zip; what points out of the file, other than links to click, is cut off."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as new:
        for part in old.infolist():
            with old.open(part) as content:
                if part.filename.lower().endswith(".rels"):
                    new.writestr(part.filename, without_links(content.read()))
                elif not part.is_dir():
                    with new.open(part.filename, "w", force_zip64=True) as out:
                        shutil.copyfileobj(content, out, 256 * 1024)


def without_links(relations: bytes) -> bytes:
    """The relations written anew (LibreOffice wants no prefixes), outside targets replaced."""
    lines = []
    for relation in defusedxml.ElementTree.fromstring(relations):
        outside = relation.get("TargetMode", "").lower() == "external"
        if outside and not relation.get("Type", "").endswith("/hyperlink"):
            relation.set("Target", "about:blank")
        said = " ".join(f"{name}={quoteattr(value)}" for name, value in relation.attrib.items())
        lines.append(f"<Relationship {said}/>")
    start = '<?xml version="1.0" encoding="UTF-8"?>'
    return f'{start}<Relationships xmlns="{RELATIONS}">{"".join(lines)}</Relationships>'.encode()
