"""The script that makes the table of syllables: what it writes is what the checks read."""

from __future__ import annotations

import importlib.util
import sys
import zlib
from pathlib import Path

import pytest

from wardleaf.checks import syllables

SCRIPT = Path(__file__).parents[2] / "scripts" / "make_syllable_table.py"
DICTIONARY = """\
;;; a remark
area EH1 R IY0 AH0
area(2) EH1 R Y AH0
cancer K AE1 N S ER0
colonel K ER1 N AH0 L
every EH1 V ER0 IY0
every(2) EH1 V R IY0
evening IY1 V N IH0 NG
'bout B AW1 T
"""


def test_the_table_holds_what_the_rules_get_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    spec = importlib.util.spec_from_file_location("make_syllable_table", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    (tmp_path / "cmudict.dict").write_text(DICTIONARY, encoding="utf-8")
    monkeypatch.setattr(script, "TABLE", tmp_path / "syllables.zlib")
    monkeypatch.setattr(sys, "argv", ["make_syllable_table.py", str(tmp_path / "cmudict.dict")])
    monkeypatch.setattr(sys, "path", [*sys.path])
    script.main()
    lines = zlib.decompress((tmp_path / "syllables.zlib").read_bytes()).decode("ascii").splitlines()
    corrections = {word: int(line.split(" ")[0]) for line in lines for word in line.split(" ")[1:]}
    counts = {"area": 2, "cancer": 2, "colonel": 2, "every": 2, "evening": 2}
    assert script.read_dictionary(tmp_path / "cmudict.dict") == counts
    assert {word: syllables.estimate_syllables(word) + corrections.get(word, 0) for word in counts} == counts
    assert (
        set(corrections)
        == {word for word, count in counts.items() if syllables.estimate_syllables(word) != count}
        != set()
    )
    assert capsys.readouterr().out.startswith("5 words, ")
    assert all(found.isascii() for found in syllables.exceptions())
