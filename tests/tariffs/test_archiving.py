"""The takstbilag as PDF/A-3 with its figures within: own assertions, as no validator is here."""

from __future__ import annotations

import hashlib
import io
import json
import subprocess
from pathlib import Path

import outloud
import pikepdf
import pytest
from pikepdf import Name

from dasportal.documents.press import NotArchival, Store, press
from tariffs import exports
from tariffs.appendix import AppendixSnapshot
from tariffs.archiving import archival
from tariffs.pdf import tariff_appendix
from tests.tariffs.appendix_values import made_up


def sample() -> AppendixSnapshot:
    made = made_up(300)
    made["ceilings"] *= 3
    return made


@pytest.fixture(scope="module")
def pressed(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("archive")
    press(tariff_appendix(sample()), folder / "b.pdf", Store(folder / "parts"))
    return (folder / "b.pdf").read_bytes()


@pytest.fixture(scope="module")
def kept(pressed: bytes, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("archive") / "kept.pdf"
    path.write_bytes(archival(pressed, sample()))
    return path


def test_the_data_lie_in_the_file_as_they_would_be_fetched(kept: Path) -> None:
    with pikepdf.open(kept) as pdf:
        files = {name: pdf.attachments[name].get_file().read_bytes() for name in pdf.attachments}
    assert sorted(files) == ["takstbilag-2027-version-2.csv", "takstbilag-2027-version-2.json"]
    snapshot = sample()
    assert files["takstbilag-2027-version-2.json"] == exports.appendix_json(snapshot).encode()
    text = exports.csv_text(exports.appendix_table(snapshot))
    assert files["takstbilag-2027-version-2.csv"] == text.encode()
    assert json.loads(files["takstbilag-2027-version-2.json"])["version"] == 2


def test_each_file_is_associated_as_the_standard_asks(kept: Path) -> None:
    with pikepdf.open(kept) as pdf:
        associated = list(pdf.Root.AF)
        assert len(associated) == 2
        for spec in associated:
            assert spec.is_indirect
            assert spec.AFRelationship == Name.Data
            assert str(spec.F) == str(spec.UF) and str(spec.Desc)
            stream = spec.EF.F
            assert stream.objgen == spec.EF.UF.objgen
            assert str(stream.Subtype) in ("/text/csv", "/application/json")
            content = stream.read_bytes()
            assert int(stream.Params.Size) == len(content)
            assert bytes(stream.Params.CheckSum) == hashlib.md5(content).digest()
            assert str(stream.Params.ModDate).startswith("D:2")


def test_the_file_claims_no_more_and_no_less_than_before(kept: Path, pressed: bytes) -> None:
    with pikepdf.open(kept) as pdf, pdf.open_metadata() as xmp:
        claims = xmp["pdfaid:part"], xmp["pdfaid:conformance"], xmp["pdfuaid:part"]
        assert claims == ("3", "A", "1")
        intent = pdf.Root.OutputIntents[0]
        assert intent.S == Name.GTS_PDFA1 and int(intent.DestOutputProfile.N) == 3
        assert pdf.pdf_version == "1.7" and not pdf.is_encrypted
        assert bool(pdf.Root.MarkInfo.Marked) and Name.StructTreeRoot in pdf.Root
    with pikepdf.open(kept) as pdf, pikepdf.open(io.BytesIO(pressed)) as before:
        assert pdf.Root.Metadata.read_bytes() == before.Root.Metadata.read_bytes()
    findings = outloud.check(str(kept)).findings
    assert [found for found in findings if found.severity == "error"] == []
    done = subprocess.run(["qpdf", "--check", kept], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_same_takstbilag_gives_the_same_bytes(pressed: bytes, kept: Path) -> None:
    assert archival(pressed, sample()) == kept.read_bytes()


def test_a_file_that_is_no_archival_one_is_refused(pressed: bytes, tmp_path: Path) -> None:
    path = tmp_path / "plain.pdf"
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.save(path)
    with pytest.raises(NotArchival):
        archival(path.read_bytes(), made_up(10))
