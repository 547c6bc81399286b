"""Plain text and CSV: readable signs and nothing else."""

from __future__ import annotations

import codecs
from pathlib import Path

from dasportal.documents import kinds
from dasportal.documents.kinds import FileRefused, Kind

MARKUP = (
    b"<!doctype",
    b"<html",
    b"<head",
    b"<body",
    b"<script",
    b"<svg",
    b"<?xml",
    b"<?php",
    b"<%",
)
CONTROLS = bytes(set(range(32)) - {9, 10, 12, 13})
CHUNK = 1024 * 1024


def check(path: Path, name: str) -> Kind:
    """TEXT or CSV; FileRefused for markup and for bytes that are no text."""
    with path.open("rb") as source:
        head = source.read(4096)
        start = head.removeprefix(codecs.BOM_UTF8).lstrip().lower()
        if start.startswith(MARKUP):
            raise FileRefused(kinds.WEB_PAGE)
        source.seek(0)
        if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            check_utf16(path)
            return kinds.text_kind(name)
        while chunk := source.read(CHUNK):
            if chunk.translate(None, CONTROLS) != chunk:
                raise FileRefused(kinds.UNKNOWN)
    return kinds.text_kind(name)


def check_utf16(path: Path) -> None:
    try:
        with path.open(encoding="utf-16") as source:
            while chunk := source.read(CHUNK):
                if "\x00" in chunk:
                    raise FileRefused(kinds.UNKNOWN)
                if chunk.lstrip().lower().startswith(("<html", "<!doctype", "<script", "<svg")):
                    raise FileRefused(kinds.WEB_PAGE)
    except UnicodeError as error:
        raise FileRefused(kinds.UNKNOWN) from error
