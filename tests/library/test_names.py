"""Which names of files are ids on every system."""

from __future__ import annotations

from pathlib import Path

import pytest

from wardleaf.findings import Findings
from wardleaf.library.files import FoundFile
from wardleaf.library.names import check_name


@pytest.mark.parametrize("address", ["con", "nul", "com1", "lpt0", "aux/first", "chemotherapy/prn"])
def test_what_windows_keeps_for_devices_is_no_name(address: str) -> None:
    findings = Findings()
    assert not check_name(
        FoundFile(Path(f"{address}.md"), f"handouts/sections/{address}.md"), address, findings=findings
    )
    (told,) = findings
    assert told.code == "L305"
    assert "Windows keeps the name" in told.message


@pytest.mark.parametrize("address", ["control", "console", "com", "com10", "auxiliary", "diet/nuts", "null"])
def test_what_only_begins_so_is_one(address: str) -> None:
    findings = Findings()
    assert check_name(FoundFile(Path(f"{address}.md"), f"handouts/sections/{address}.md"), address, findings=findings)
    assert not tuple(findings)
