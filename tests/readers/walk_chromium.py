"""What Chromium hands to a screen reader of a PDF file, read over AT-SPI as Orca reads it, as JSON.

    dbus-run-session -- xvfb-run -a /usr/bin/python3 walk_chromium.py FILE.pdf guessing|tagged  →  node

A node is {role, words, link, kids}; words are those of a text, link is an address. As Chromium comes, its viewer guesses
structure from the looks of a page; `tagged` is its trial of going by the tags (the feature PdfTags). It needs the
system's own Python, which has `gi`, and a bus and a screen of its own.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--force-renderer-accessibility",
]
SECONDS = 120.0


def kids(node: Any) -> Iterator[Any]:
    for number in range(node.get_child_count()):
        kid = node.get_child_at_index(number)
        if kid is not None:
            yield kid


def loaded_document() -> Any | None:
    """The PDF document that is open and wholly loaded."""
    todo = list(kids(Atspi.get_desktop(0)))
    while todo:
        node = todo.pop()
        if node.get_role_name() == "document frame" and is_loaded(node):
            return node
        todo += kids(node)
    return None


def is_loaded(document: Any) -> bool:
    count = re.search(r"\d+", document.get_name() or "")
    landmarks = list(kids(document))
    said = [line.get_name() for part in landmarks[:1] for line in kids(part)]
    pages = [part for part in landmarks if part.get_name().startswith("Page ") and part.get_child_count()]
    return bool(count) and said == ["Finished loading PDF"] and len(pages) == int(count[0])


def heard(node: Any) -> dict[str, Any]:
    role, link = node.get_role_name(), node.get_hyperlink()
    return {
        "role": role,
        "words": (node.get_name() or "") if role in {"static", "document frame", "landmark"} else "",
        "link": link.get_uri(0) if role == "link" and link is not None else "",
        "kids": [heard(kid) for kid in kids(node)],
    }


def start(*command: str) -> subprocess.Popen[bytes]:
    """A program in a group of its own, so that nothing it starts outlives it."""
    environment = {**os.environ, "ACCESSIBILITY_ENABLED": "1", "LANGUAGE": "en_US"}
    return subprocess.Popen(
        command, env=environment, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def main(file: str, way: str) -> int:
    tags = ["--enable-features=PdfTags"] if way == "tagged" else []
    profile = tempfile.mkdtemp()
    bus = start("/usr/libexec/at-spi-bus-launcher", "--launch-immediately")
    browser = start("chromium", f"--user-data-dir={profile}", *FLAGS, *tags, Path(file).resolve().as_uri())
    try:
        until = time.monotonic() + SECONDS
        while time.monotonic() < until and browser.poll() is None:
            time.sleep(0.2)
            try:
                document = loaded_document()
            except GLib.Error:  # the browser is still building what we look at
                continue
            if document is not None:
                sys.stdout.write(json.dumps(heard(document)))
                return 0
        return 1
    finally:
        for process in (browser, bus):
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        shutil.rmtree(profile, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
