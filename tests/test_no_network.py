"""The guard itself: a test that reaches out is stopped."""

import socket

import pytest


def test_the_network_is_refused() -> None:
    with pytest.raises(AssertionError, match="network"):
        socket.create_connection(("192.0.2.1", 80))
    with socket.socket() as one, pytest.raises(AssertionError, match="network"):
        one.connect(("192.0.2.1", 80))
