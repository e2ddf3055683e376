"""Static files: vendored files are what their list says, and collecting gives one stylesheet and hashed names."""

import base64
import hashlib
import json
import re

import pytest
from django.core.management import call_command
from django.test import override_settings

from tests.conftest import ROOT

VENDOR = ROOT / "static" / "vendor"


def test_every_vendored_file_is_listed_with_its_checksum_and_licence():
    listed = json.loads((VENDOR / "vendored.json").read_text())
    found = {path.name for path in VENDOR.iterdir()} - {"vendored.json"}
    assert found == {each[name] for each in listed for name in ("file", "licence_file")}
    for each in listed:
        digest = hashlib.sha384((VENDOR / each["file"]).read_bytes()).digest()
        assert base64.b64encode(digest).decode() == each["sha384"]


@pytest.mark.whole
def test_collected_stylesheet_holds_every_component_and_asks_for_no_other_file(tmp_path):
    storages = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "spacehistory.storage.BundledStaticFilesStorage"},
    }
    with override_settings(STATIC_ROOT=tmp_path, STORAGES=storages):
        call_command("collectstatic", interactive=False, verbosity=0)
    names = json.loads((tmp_path / "staticfiles.json").read_text())["paths"]
    text = (tmp_path / names["css/site.css"]).read_text()
    sources = [path for path in (ROOT / "static" / "css").rglob("*.css") if path.name != "site.css"]
    assert re.findall("@import", text) == []
    assert text.count("@layer ") == len(sources) + 1
    for path in sources:
        rules = [line.strip() for line in path.read_text().splitlines() if line.rstrip().endswith("{")]
        pressed = [re.sub(r"\s*([{},])\s*|(?<=:)\s+", r"\1", rule) for rule in rules]
        assert [rule for rule in pressed if rule not in text] == [], path.name
    assert (text.count("{"), text.count("}")) == (text.count("}"), text.count("{"))
    assert re.fullmatch(r"vendor/htmx-4\.0\.1\.min\.[0-9a-f]{12}\.js", names["vendor/htmx-4.0.1.min.js"])
    assert (tmp_path / f"{names['css/site.css']}.br").exists()


def test_no_template_holds_a_script_or_a_style_of_its_own():
    found = {
        path.name: hits
        for path in (ROOT / "templates").rglob("*.html")
        if (hits := re.findall(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)|javascript:", path.read_text()))
    }
    assert found == {}
