"""What holds for every test: nothing reaches the network, and no command takes itself to run for GitHub."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator

import pytest
from hypothesis import settings
from tests.system_parts import left_out, missing_parts

# A fault found by chance on somebody else's change is nobody's: the suite takes the same examples each time, and
# whoever looks for faults asks for others.
settings.register_profile("same", derandomize=True)
settings.register_profile("others", database=None)
settings.load_profile(os.environ.get("WARDLEAF_EXAMPLES", "same"))

collect_ignore = [name for part in missing_parts() for name in part.tests]


def pytest_report_header() -> list[str]:
    """Which tests are left out, and why."""
    return left_out()


@pytest.fixture(autouse=True, scope="session")
def _no_network() -> Iterator[None]:
    """A connection to anywhere fails the test that makes it; pairs inside this machine, which process pools need, are
    left alone.
    """
    patch = pytest.MonkeyPatch()

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a test reached for the network")

    patch.setattr(socket.socket, "connect", refuse)
    patch.setattr(socket.socket, "connect_ex", refuse)
    patch.setattr(socket, "create_connection", refuse)
    patch.setattr(socket, "getaddrinfo", refuse)
    yield
    patch.undo()


@pytest.fixture(autouse=True, scope="session")
def _own_state(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What an account keeps between runs lies in a folder of these tests."""
    patch = pytest.MonkeyPatch()
    folder = str(tmp_path_factory.mktemp("state"))
    for name in ("XDG_STATE_HOME", "LOCALAPPDATA"):
        patch.setenv(name, folder)
    yield
    patch.undo()


@pytest.fixture(autouse=True)
def _no_actions(monkeypatch: pytest.MonkeyPatch) -> None:
    """These tests may run inside GitHub Actions, where commands tell their findings in another form."""
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
