"""What two viewers hand to a screen reader of a PDF file, as values: pdf.js with its tags, Chromium over AT-SPI."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

HERE = Path(__file__).parent
SYSTEM_PYTHON = Path("/usr/bin/python3")


@dataclass(frozen=True, slots=True, kw_only=True)
class HeardLink:
    """A link as pdf.js hands it on: where it leads (an address, or "page 7") and its words."""

    target: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """An element as a viewer hands it on: its role, its alternative text, and what is in it."""

    role: str
    alt: str
    kids: tuple[Heard | HeardLink | str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HeardFile:
    title: str
    language: str
    outline: tuple[str, ...]
    pages: tuple[Heard, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """An object of Chromium's accessibility tree: its role over AT-SPI, its own words, where it leads."""

    role: str
    words: str
    link: str
    kids: tuple[Shown, ...]


def plain(text: str) -> str:
    """`text` with every stretch of space one space, and none at its ends."""
    return " ".join(text.split())


# --- pdf.js ---


def walk_pdfjs(*files: Path) -> list[HeardFile]:
    """What pdf.js hears in each file, in order."""
    node = shutil.which("node")
    assert node is not None
    command = [node, str(HERE / "walk_pdfjs.mjs"), *map(str, files)]
    done = subprocess.run(command, capture_output=True, check=True, timeout=120)
    return [
        HeardFile(
            title=one["title"],
            language=one["language"],
            outline=tuple(one["outline"]),
            pages=tuple(_heard(page) for page in one["pages"]),
        )
        for one in json.loads(done.stdout)
    ]


def _heard(node: dict[str, Any]) -> Heard:
    return Heard(role=node["role"], alt=node["alt"], kids=tuple(_heard_kid(kid) for kid in node["kids"]))


def _heard_kid(kid: Any) -> Heard | HeardLink | str:
    if isinstance(kid, str):
        return plain(kid)
    if "link" in kid:
        return HeardLink(target=kid["link"], words=kid["words"])
    return _heard(kid)


# --- Chromium ---


def walk_chromium(file: Path, way: Literal["guessing", "tagged"]) -> Shown:
    """Chromium's tree of the file, in a screen and on a bus of its own; a browser that did not come up is started once
    more.
    """
    command = ["dbus-run-session", "--", "xvfb-run", "-a", str(SYSTEM_PYTHON), str(HERE / "walk_chromium.py")]
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
    for _ in range(2):
        done = subprocess.run(
            [*command, str(file), way], capture_output=True, check=False, timeout=180, env=environment
        )
        if done.returncode == 0:
            return _shown(json.loads(done.stdout))
    raise AssertionError(done.stderr.decode(errors="replace"))


def _shown(node: dict[str, Any]) -> Shown:
    return Shown(role=node["role"], words=node["words"], link=node["link"], kids=tuple(map(_shown, node["kids"])))


def walk(shown: Shown) -> Iterator[Shown]:
    """The object and all in it, in order."""
    yield shown
    for kid in shown.kids:
        yield from walk(kid)


def words_of(shown: Shown) -> str:
    """The words in an object, in order."""
    return " ".join(one.words for one in walk(shown) if one.role == "static")
