"""The cache of builds: what comes out is what was put in, or nothing; and it does not grow without end."""

from __future__ import annotations

import hashlib
import hmac
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardleaf.findings import Finding, Severity, SourceFile, Span
from wardleaf.records import build_cache
from wardleaf.records.build_cache import BuildCache, findings_as_json, key_of
from wardleaf.records.built import Built, Target
from wardleaf.records.manifest import FileRecord, record_of
from wardleaf.records.output import FinishedFile
from wardleaf.records.own_key import own_key
from wardleaf.records.program import program_digest
from wardleaf.records.stale import Shelf
from wardleaf.report import format_findings
from wardleaf.values import replace

SECRET = b"a key of some account"
SHELF = Shelf(handouts=frozenset({"a", "b"}), clinics=frozenset({"c"}), withdrawn=frozenset({"b"}))
TARGET = Target(handout="h", clinic="c", edition="booklet")


def record_in(folder: Path, key: str) -> Path:
    name = hmac.new(SECRET, f"builds {key}".encode(), hashlib.sha256).hexdigest()[:48]
    return folder / "builds" / f"{name}.json"


def record(data: bytes, **other: object) -> FileRecord:
    told: dict[str, object] = {
        "file": "h-booklet.pdf",
        "sha256": hashlib.sha256(data).hexdigest(),
        "pages": 4,
        "title": "T",
        "code": "C",
        "version": "1",
        "content-hash": "0000 0000",
        "handout": "h",
        "edition": "booklet",
        "clinic": "c",
        "style": "s",
        "language": "en-GB",
        "sections": ["a/b"],
        "references": [],
        "built-with": {"python": "3"},
        **other,
    }
    return record_of(told)


def built(data: bytes = b"%PDF", *findings: Finding) -> Built:
    return Built(
        target=TARGET, files=(FinishedFile(data=data, record=record(data), report="one\ntwo"),), findings=findings
    )


words = st.text(max_size=20)
spans = st.builds(
    Span,
    st.builds(SourceFile, words, st.text(alphabet="ab\n\té漢", max_size=30)),
    st.integers(0, 4),
    st.integers(0, 5),
    st.integers(1, 4),
)
findings = st.builds(
    Finding,
    code=st.just("L104"),
    name=words,
    severity=st.sampled_from(Severity),
    message=words,
    span=st.none() | spans,
    hint=words,
    notes=st.tuples(words),
    help=words,
    related=st.tuples(words, words),
)


@given(told=st.lists(findings, max_size=4), data=st.binary(max_size=50))
def test_what_comes_out_is_what_was_put_in(
    told: list[Finding], data: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    cache = BuildCache(tmp_path_factory.getbasetemp() / "kept", secret=SECRET)
    put = built(data, *told)
    assert cache.keep_build("k", put)
    found = cache.build("k")
    assert found == put
    for format in ("text", "plain", "json", "github"):
        assert format_findings(found.findings, format=format) == format_findings(put.findings, format=format)
    assert cache.keep_run("r", builds=["k", "k"], told=told, elsewhere=2, shelf=SHELF)
    run = cache.run("r")
    assert run is not None
    assert (run.builds, run.told, run.elsewhere, run.shelf) == ((put, put), tuple(told), 2, SHELF)


def test_a_run_too_large_to_be_held_at_once_is_left_to_be_answered_file_by_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = BuildCache(tmp_path, secret=SECRET)
    cache.keep_build("k", built(b"x" * 600))
    cache.keep_run("r", builds=["k", "k"], told=(), elsewhere=0, shelf=SHELF)
    assert cache.run("r")
    monkeypatch.setattr(build_cache, "MOST_AT_ONCE", 1000)
    assert cache.run("r") is None
    assert cache.build("k")


@pytest.mark.parametrize("other", [{"issue": 3}, {"draft": True}, {"as-printed": {"sheet": "A4", "sides": 4}}, {}])
def test_a_record_comes_back_from_its_json(other: dict[str, object]) -> None:
    one = record(b"x", **other)
    assert record_of(one.as_json()) == one


def test_what_was_never_kept_is_not_there(tmp_path: Path) -> None:
    cache = BuildCache(tmp_path, secret=SECRET)
    assert (cache.build("k"), cache.run("r"), cache.holds("k")) == (None, None, False)


def test_every_byte_of_a_record_counts(tmp_path: Path) -> None:
    cache = BuildCache(tmp_path, secret=SECRET)
    cache.keep_build("k", built())
    path = record_in(tmp_path, "k")
    whole = path.read_bytes()
    for place in range(0, len(whole), 7):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert cache.build("k") is None
    path.write_bytes(whole[:-1])
    assert cache.build("k") is None
    path.write_bytes(whole)
    assert cache.build("k") == built()


def test_a_record_that_is_whole_but_says_something_else_is_passed_over(tmp_path: Path) -> None:
    cache = BuildCache(tmp_path, secret=SECRET)
    for text in (
        b"[]",
        b'{"files": 3}',
        b'{"files": [{}], "target": {}, "findings": []}',
        b'{"files": [], "target": [], "findings": [7]}',
    ):
        (tmp_path / "builds").mkdir(exist_ok=True)
        (record_in(tmp_path, "k")).write_bytes(hashlib.sha256(text).hexdigest().encode() + b"\n" + text)
        assert cache.build("k") is None
        assert cache.holds("k") in (False, True)


def test_old_and_too_much_is_dropped_the_longest_unused_first(tmp_path: Path) -> None:
    now = 10_000_000.0
    cache = BuildCache(tmp_path, secret=SECRET, clock=lambda: now)
    for number in range(4):
        data = bytes([number]) * 1000
        cache.keep_build(f"k{number}", built(data))
        for path in (record_in(tmp_path, f"k{number}"), tmp_path / "files" / f"{hashlib.sha256(data).hexdigest()}.pdf"):
            os.utime(path, (now - 1000 * (4 - number),) * 2)
    old = tmp_path / "builds" / "old.json"
    old.write_bytes(b"x")
    os.utime(old, (now - 70 * 24 * 3600,) * 2)
    unfinished = tmp_path / "files" / ".x.pdf.1.part"
    unfinished.write_bytes(b"x")
    os.utime(unfinished, (now - 2 * 24 * 3600,) * 2)
    cache.tidy()
    assert not old.exists()
    assert not unfinished.exists()
    assert all(cache.build(f"k{number}") for number in range(4))
    size = record_in(tmp_path, "k3").stat().st_size + 1000
    cache.tidy(most_bytes=2 * size + 10)
    assert [cache.build(f"k{number}") is not None for number in range(4)] == [False, False, True, True]


def test_what_is_used_is_young_again(tmp_path: Path) -> None:
    cache = BuildCache(tmp_path, secret=SECRET)
    cache.keep_build("k", built())
    path = record_in(tmp_path, "k")
    os.utime(path, (1000, 1000))
    assert cache.build("k")
    assert path.stat().st_mtime > 1_000_000


def test_a_key_is_for_one_thing(tmp_path: Path) -> None:
    assert key_of("a", ["b"]) != key_of("a", "b") != key_of("ab")
    assert key_of({"a": 1, "b": 2}) == key_of({"b": 2, "a": 1})


def test_only_the_line_that_is_shown_is_kept() -> None:
    text = "secret one\nshown\nsecret two"
    finding = Finding(
        code="L104",
        name="n",
        severity=Severity.ERROR,
        message="m",
        span=Span(SourceFile("handouts/x.yaml", text), line=2, column=1),
    )
    assert "secret" not in str(findings_as_json([finding]))


def test_any_file_of_the_program_counts_whatever_its_date(tmp_path: Path) -> None:
    program = tmp_path / "wardleaf"
    (program / "rooms").mkdir(parents=True)
    (program / "rooms" / "one.py").write_text("x = 1\n", encoding="utf-8")
    (program / "__pycache__").mkdir()
    before = program_digest(str(program))
    assert before == program_digest(str(program)) != program_digest()
    (program / "__pycache__" / "one.pyc").write_bytes(b"anything")
    assert program_digest(str(program)) == before
    times = (program / "rooms" / "one.py").stat()
    (program / "rooms" / "one.py").write_text("x = 2\n", encoding="utf-8")
    os.utime(program / "rooms" / "one.py", ns=(times.st_atime_ns, times.st_mtime_ns))
    changed = program_digest(str(program))
    assert changed != before
    (program / "rooms" / "one.py").rename(program / "rooms" / "two.py")
    assert program_digest(str(program)) != changed
    assert program_digest(str(tmp_path / "nowhere")) == ""


def test_an_installed_package_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = program_digest()
    monkeypatch.syspath_prepend(str(tmp_path))
    assert program_digest() == before
    (tmp_path / "reportlab-9.9.dist-info").mkdir()
    assert program_digest() != before


def test_what_another_account_kept_does_not_count(tmp_path: Path) -> None:
    ours, theirs = BuildCache(tmp_path, secret=SECRET), BuildCache(tmp_path, secret=b"another")
    theirs.keep_build("k", built(b"theirs"))
    (forged,) = (tmp_path / "builds").iterdir()
    forged.rename(record_in(tmp_path, "k"))
    assert ours.build("k") is None
    ours.keep_build("k", built(b"ours"))
    ours.keep_build("other", built(b"other"))
    # Nor does a record of ours under another key.
    record_in(tmp_path, "other").replace(record_in(tmp_path, "k"))
    assert ours.build("k") is None


@pytest.mark.parametrize(
    "other",
    [
        {"file": "../planted.py"},
        {"file": "h-booklet.pdf/../../planted"},
        {"file": "H-booklet.pdf"},
        {"file": "h-standard.pdf"},
        {"clinic": "d"},
        {"handout": "../h"},
    ],
)
def test_where_a_file_goes_is_never_what_was_kept(tmp_path: Path, other: dict[str, object]) -> None:
    cache = BuildCache(tmp_path, secret=SECRET)
    file = FinishedFile(data=b"%PDF", record=record(b"%PDF", **other))
    cache.keep_build("k", Built(target=TARGET, files=(file,), findings=()))
    assert cache.build("k") is None
    for target in (
        replace(TARGET, clinic=".."),
        replace(TARGET, clinic="a/b"),
        replace(TARGET, handout="a\\b"),
        replace(TARGET, edition=""),
    ):
        cache.keep_build("k", Built(target=target, files=(), findings=()))
        assert cache.build("k") is None
    cache.keep_build("k", built())
    assert cache.build("k", TARGET) and cache.build("k", replace(TARGET, edition="standard")) is None


def test_the_key_of_an_account_is_made_once_and_is_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("XDG_STATE_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path))
    first = own_key()
    path = tmp_path / "wardleaf" / "cache-key"
    assert first and len(first) == 32 and own_key() == first == path.read_bytes()
    assert [file.name for file in path.parent.iterdir()] == ["cache-key"]
    if os.name == "posix":
        assert path.stat().st_mode & 0o777 == 0o600 and path.parent.stat().st_mode & 0o777 == 0o700
        path.chmod(0o644)  # somebody may have read it
        assert own_key() not in (None, first)
        assert path.stat().st_mode & 0o777 == 0o600
        path.unlink()
        (tmp_path / "elsewhere").write_bytes(b"x" * 32)
        path.symlink_to(tmp_path / "elsewhere")
        assert own_key() not in (None, b"x" * 32)
    path.write_bytes(b"short")
    second = own_key()
    assert second and len(second) == 32
    monkeypatch.setenv("XDG_STATE_HOME", str(path))
    monkeypatch.setenv("LOCALAPPDATA", str(path))
    assert own_key() is None
