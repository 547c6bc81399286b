"""How LibreOffice is asked for a PDF: the command, the careful profile, the harmless copy."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path
from xml.etree.ElementTree import tostring

import defusedxml.ElementTree

from . import sandbox

SECONDS = 120
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
    if zipfile.is_zipfile(source):
        copy_without_links(source, copy)
    else:
        shutil.copyfile(source, copy)
    write_profile(folder / "profile")
    export = f"pdf:{FILTERS.get(suffix, 'writer')}_pdf_Export:{EXPORT}"
    command = [
        "soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--norestore",
        "--nolockcheck", "--nodefault", "--nologo", "--nofirststartwizard",
        *reading(suffix), "--convert-to", export, "--outdir", str(folder / "out"), str(copy),
    ]  # fmt: skip
    sandbox.run(command, folder=folder, seconds=SECONDS, memory_mb=MEMORY_MB)
    made = folder / "out" / "document.pdf"
    if not made.is_file():
        raise sandbox.Stopped("LibreOffice made nothing")
    return made


def reading(suffix: str) -> list[str]:
    """How plain text is to be read: as UTF-8, sheets parted by semicolon, comma or tab."""
    if suffix == "txt":
        return ["--infilter=Text (encoded):UTF8"]
    if suffix == "csv":
        return ["--infilter=Text - txt - csv (StarCalc):59/44/9,34,76"]
    return []


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
    root = defusedxml.ElementTree.fromstring(relations)
    for relation in root:
        outside = relation.get("TargetMode", "").lower() == "external"
        if outside and not relation.get("Type", "").endswith("/hyperlink"):
            relation.set("Target", "about:blank")
    return tostring(root, encoding="utf-8", xml_declaration=True)
