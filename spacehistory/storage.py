"""Static files with hashed names, and the stylesheets joined into one so that the first paint waits for one file."""

import re
from collections.abc import Iterator
from typing import Any

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

BUNDLE = "css/site.css"
IMPORT = re.compile(r'^@import "(?P<path>[^"]+)"(?: layer\((?P<layer>[\w-]+)\))?;$', re.MULTILINE)
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
SPACE = re.compile(r"\s*([{};,])\s*|(?<=[\w-]:)\s+")


class BundledStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """WhiteNoise's storage, which first replaces each `@import` of css/site.css by the text of that file.

    The folder therefore stays one small file to a component while a browser asks for one stylesheet.
    """

    def post_process(self, paths: dict[str, Any], dry_run: bool = False, **options: Any) -> Iterator[Any]:
        """Bundle, then hash and compress as WhiteNoise does."""
        if BUNDLE in paths and not dry_run:
            text = bundle(paths)
            self.delete(BUNDLE)
            self.save(BUNDLE, ContentFile(text.encode()))
            paths[BUNDLE] = (self, BUNDLE)
        yield from super().post_process(paths, dry_run, **options)


def bundle(paths: dict[str, Any]) -> str:
    """The text of css/site.css with its imports in place. `paths` is collectstatic's: name → (storage, path)."""

    def read(name: str) -> str:
        storage, path = paths[name]
        with storage.open(path) as file:
            return str(file.read().decode())

    def inline(match: re.Match[str]) -> str:
        text = read(f"css/{match['path']}")
        return f"@layer {match['layer']}{{{text}}}" if match["layer"] else text

    return SPACE.sub(r"\1", COMMENT.sub("", IMPORT.sub(inline, read(BUNDLE)))).strip() + "\n"
