"""A site shown in this computer's own browser, as a web server would give it: to read only, and to nobody else."""

from __future__ import annotations

import io
import os
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import BinaryIO

LOOPBACK = "127.0.0.1"


class _ReadOnly(SimpleHTTPRequestHandler):
    """Gives files of one folder; no lists of folders, nothing that a link leads out to."""

    server_version, sys_version = "Wardleaf", ""

    def send_head(self) -> io.BytesIO | BinaryIO | None:
        """The file that was asked for; an error for anything outside the folder, and for names that begin with a dot."""
        folder = Path(os.path.realpath(self.directory))
        place = Path(os.path.realpath(self.translate_path(self.path)))
        if not place.is_relative_to(folder) or any(part.startswith(".") for part in place.relative_to(folder).parts):
            self.send_error(HTTPStatus.NOT_FOUND)
            return None
        return super().send_head()

    def list_directory(self, path: object) -> None:
        """No list."""
        self.send_error(HTTPStatus.NOT_FOUND)

    def end_headers(self) -> None:
        """Pages are read anew each time, and may load nothing from elsewhere."""
        self.send_header("Cache-Control", "no-store")
        self.send_header(
            "Content-Security-Policy", "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:"
        )
        self.send_header("X-Content-Type-Options", "nosniff")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing of what is read."""


def site_server(folder: Path, port: int) -> ThreadingHTTPServer:
    """A server of `folder` on this computer's loopback at `port` (0: any free one); whoever calls runs and closes it.

    Raises `OSError` where the port is taken.
    """
    return ThreadingHTTPServer((LOOPBACK, port), partial(_ReadOnly, directory=str(folder)))
