"""Runs of `wardleaf merge` that are shared, stopped and gone on with."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.cli.running import change, files_below, run, small_library
from tests.languages import translate_library, verified

from wardleaf.findings import Findings
from wardleaf.patient_lists.reading import ListRow
from wardleaf.readback.model import element_text, elements
from wardleaf.readback.reader import read_pdf

NAMES = [f"Zebedee Quibblethorpe {letter}" for letter in "ABCDEFG"]


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = small_library(tmp_path / "library")
    monkeypatch.chdir(root)
    (root / "list.csv").write_text("Name\n" + "".join(f"{name}\n" for name in NAMES), encoding="utf-8")
    return root


def merge(*more: str) -> tuple[int, str, str]:
    done = run("merge", "chemotherapy", "--data", "list.csv", "--out", "copies", *more)
    return done.exit_code, done.stdout, done.stderr


def stop_after(count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody presses Ctrl-C before copy `count` + 1 is made."""
    from wardleaf.batch.copies import CopyMaker, PersonalCopy

    made: list[int] = []
    make = CopyMaker.make

    def stopping(self: CopyMaker, row: ListRow) -> PersonalCopy:
        if len(made) == count:
            raise KeyboardInterrupt
        made.append(row.number)
        return make(self, row)

    monkeypatch.setattr(CopyMaker, "make", stopping)


def test_a_run_that_was_stopped_goes_on(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        stop_after(3, patch)
        assert merge() == (
            130,
            "",
            "Stopped: 3 of 7 personal copies made, each of them whole, in copies. The same command goes on from there.\n",
        )
    record = library / "copies" / ".unfinished"
    if os.name == "posix":
        assert stat.S_IMODE(record.stat().st_mode) == 0o600
    lines = record.read_text(encoding="ascii").splitlines()
    assert [line.split(" ")[0] for line in lines[1:]] == ["2", "3", "4"]
    assert not any(part in record.read_text(encoding="ascii") for name in NAMES for part in name.split()[:2])
    before = files_below(library / "copies")
    assert merge() == (0, "copies: 4 personal copies, and 3 that were there from the run before\n", "")
    assert not record.exists()
    after = files_below(library / "copies")
    assert len(after) == 7
    run("merge", "chemotherapy", "--data", "list.csv", "--out", "whole")
    assert files_below(library / "whole") == after
    assert {name: data for name, data in before.items() if name.endswith(".pdf")}.items() <= after.items()


def test_a_copy_that_was_changed_or_deleted_since_is_made_again(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        stop_after(3, patch)
        merge()
    (library / "copies" / "chemotherapy-standard-0002.pdf").unlink()
    (library / "copies" / "chemotherapy-standard-0003.pdf").write_bytes(b"%PDF-1.7 half")
    assert merge()[1] == "copies: 6 personal copies, and 1 that were there from the run before\n"
    assert all(len(data) > 10_000 for data in files_below(library / "copies").values())


@pytest.mark.parametrize("what", ["list", "handout", "edition"])
def test_another_run_makes_all_copies(library: Path, monkeypatch: pytest.MonkeyPatch, what: str) -> None:
    with monkeypatch.context() as patch:
        stop_after(3, patch)
        merge()
    if what == "list":
        (library / "list.csv").write_text("Name\n" + "".join(f"{name}\n" for name in reversed(NAMES)), encoding="utf-8")
        os.utime(library / "list.csv", ns=(1, 1))
    elif what == "handout":
        change(
            library / "handouts" / "sections" / "chemotherapy" / "how-it-works.md", "growing cells", "cells that grow"
        )
    more = ("--edition", "booklet") if what == "edition" else ()
    assert merge(*more)[1] == "copies: 7 personal copies\n"


def test_a_record_that_was_cut_off_is_believed_as_far_as_it_goes(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        stop_after(3, patch)
        merge()
    record = library / "copies" / ".unfinished"
    record.write_bytes(record.read_bytes()[:-30] + b"\xff\n9 x\n\n")
    assert merge()[1] == "copies: 5 personal copies, and 2 that were there from the run before\n"


def test_parts_of_a_list_make_the_whole(library: Path) -> None:
    for part in ("1/3", "2/3", "3/3"):
        assert merge("--shard", part)[0] == 0
    run("merge", "chemotherapy", "--data", "list.csv", "--out", "whole")
    assert files_below(library / "copies") == files_below(library / "whole")


def test_parts_in_one_file_each_are_named_apart(library: Path) -> None:
    assert (
        merge("--shard", "2/3", "--edition", "booklet", "--one-file")[1].splitlines()[-1] == "copies: 2 personal copies"
    )
    assert list(files_below(library / "copies")) == ["chemotherapy-booklet-all-print-2-of-3.pdf"]


@pytest.mark.parametrize("shard", ["0/3", "4/3", "x", "1/0", "-1/2"])
def test_no_such_part(library: Path, shard: str) -> None:
    code, _, err = merge("--shard", shard)
    assert code == 2
    assert "`2/5` is the second of five" in err


@pytest.mark.parametrize("count", [0, 3])
def test_a_stopped_run_into_one_file_leaves_nothing(library: Path, monkeypatch: pytest.MonkeyPatch, count: int) -> None:
    from wardleaf.batch.copies import CopiesInOneFile, PersonalCopy

    made: list[int] = []
    under_way: list[Path] = []
    make = CopiesInOneFile.make

    def stopping(self: CopiesInOneFile, row: ListRow) -> PersonalCopy:
        under_way[:] = (library / "copies").iterdir()
        if os.name == "posix":
            assert [stat.S_IMODE(path.stat().st_mode) for path in under_way] == [0o600]
        if len(made) == count:
            raise KeyboardInterrupt
        made.append(row.number)
        return make(self, row)

    monkeypatch.setattr(CopiesInOneFile, "make", stopping)
    assert merge("--edition", "booklet", "--one-file") == (130, "", "Stopped: nothing was written.\n")
    assert [path.suffix for path in under_way] == [".part"]
    assert files_below(library / "copies") == {}


def test_a_stopped_run_into_one_file_says_which_other_copies_are_there(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    change(library / "handouts" / "chemotherapy.yaml", "[standard, booklet]", "[standard, large-print, booklet]")
    (library / "list.csv").write_text("Name,edition\nAnn,large-print\nBo,\nCy,\n", encoding="utf-8")
    with monkeypatch.context() as patch:
        from wardleaf.batch.copies import CopiesInOneFile

        def stop(*_: object) -> None:
            raise KeyboardInterrupt

        patch.setattr(CopiesInOneFile, "finish", stop)
        code, _, err = merge("--edition", "booklet", "--one-file")
    assert code == 130
    assert err.endswith(
        "Stopped: 1 of 3 personal copies made, each of them whole, in copies. The same command begins anew.\n"
    )
    assert list(files_below(library / "copies")) == ["chemotherapy-large-print-0002.pdf"]
    assert merge("--edition", "booklet", "--one-file")[1].splitlines()[-1] == "copies: 3 personal copies"
    assert list(files_below(library / "copies")) == [
        "chemotherapy-booklet-all-print.pdf",
        "chemotherapy-large-print-0002.pdf",
    ]


def test_a_list_that_vanishes_under_way_leaves_no_half_of_the_one_file(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from wardleaf.patient_lists.reading import PatientList

    rows = PatientList.rows

    def vanishing(self: PatientList) -> Iterator[ListRow]:
        for number, row in enumerate(rows(self)):
            if number == 3:
                (library / "list.csv").unlink()
                yield from rows(self)
            yield row

    monkeypatch.setattr(PatientList, "rows", vanishing)
    code, out, err = merge("--edition", "booklet", "--one-file")
    assert (code, out) == (1, "copies: 0 personal copies\n")
    assert "`list.csv` cannot be opened" in err
    assert files_below(library / "copies") == {}


@pytest.mark.parametrize(
    "address", ["tcp://10.0.0.1:8786", "tcp://scheduler:8786", "10.0.0.1:8786", "ws://127.0.0.1:1", "tcp:127.0.0.1"]
)
def test_names_go_on_no_open_network(library: Path, address: str) -> None:
    code, out, err = merge("--executor", address)
    assert code == 1
    assert "error[M116]" in err
    assert err.endswith("Nothing was written.\n")
    assert out == ""
    assert not (library / "copies").exists()


def test_nobody_answers(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wardleaf.batch.cluster._WAIT", 0.2)
    code, _, err = merge("--executor", "tls://127.0.0.1:1")
    assert code == 1
    assert "no scheduler with a worker answers at `tls://127.0.0.1:1`" in err


def test_a_cluster_makes_no_one_file(library: Path) -> None:
    assert merge("--executor", "tcp://127.0.0.1:1", "--one-file", "--edition", "booklet")[0] == 2


# --- in two languages -------------------------------------------------------------------------------------------------

IN_LANGUAGES = "Name,Language,Edition\nZebedee Quibblethorpe,Spanish,booklet\nBo Ng,,large-print\nAda Vale,es,large-print\nIvo Low,English,booklet\n"
MADE = [
    "chemotherapy-booklet-0005-print.pdf",
    "chemotherapy-booklet-0005.pdf",
    "chemotherapy-es-booklet-0002-print.pdf",
    "chemotherapy-es-booklet-0002.pdf",
    "chemotherapy-es-large-print-0004.pdf",
    "chemotherapy-large-print-0003.pdf",
]


@pytest.fixture
def translated(library: Path) -> Path:
    change(library / "handouts/chemotherapy.yaml", "[standard, booklet]", "[standard, large-print, booklet]")
    translate_library(library, translation=verified(library), editions="standard, large-print, booklet")
    (library / "list.csv").write_text(IN_LANGUAGES, encoding="utf-8")
    return library


def words_of(data: bytes) -> tuple[str, str]:
    """The language of a copy, and everything that is heard of it."""
    read = read_pdf(data, name="copy.pdf", findings=Findings())
    assert read
    return read.language, " ".join(element_text(element) for element in elements(read.tree))


def drawn(data: bytes) -> set[str]:
    """Everything that stands on the pages of a copy, furniture, too."""
    read = read_pdf(data, name="copy.pdf", findings=Findings())
    assert read
    return {text.text for page in read.page_facts.pages for text in page.texts}


def test_each_row_gets_the_handout_in_its_language(translated: Path) -> None:
    assert merge() == (0, "copies: 4 personal copies\n", "")
    made = files_below(translated / "copies")
    assert sorted(made) == MADE
    for name, person, language, page in (
        ("chemotherapy-es-booklet-0002.pdf", "Zebedee Quibblethorpe", "es", "Callq nowq"),
        ("chemotherapy-es-large-print-0004.pdf", "Ada Vale", "es", "Callq nowq"),
        ("chemotherapy-large-print-0003.pdf", "Bo Ng", "en-GB", "Call now"),
        ("chemotherapy-booklet-0005.pdf", "Ivo Low", "en-GB", "Call now"),
    ):
        read, words = words_of(made[name])
        assert read == language
        assert person in words
        assert page in words


def test_processes_parts_and_a_stopped_run_make_the_same_in_two_languages(
    translated: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    merge()
    whole = files_below(translated / "copies")
    parts: dict[str, bytes] = {}
    for part in (1, 2, 3):
        run("merge", "chemotherapy", "--data", "list.csv", "--out", f"part-{part}", "--shard", f"{part}/3")
        parts |= files_below(translated / f"part-{part}")
    assert {name: data for name, data in parts.items() if name.endswith(".pdf")} == whole
    shutil.rmtree(translated / "copies")
    with monkeypatch.context() as patch:
        stop_after(2, patch)
        assert merge()[0] == 130
    assert "2 personal copies, and 2 that were there" in merge()[1]
    assert files_below(translated / "copies") == whole


def test_one_file_holds_the_booklets_of_both_languages(translated: Path) -> None:
    code, out, _ = merge("--one-file", "--edition", "booklet")
    assert code == 0
    assert sorted(files_below(translated / "copies")) == [
        "chemotherapy-booklet-all-print.pdf",
        "chemotherapy-es-large-print-0004.pdf",
        "chemotherapy-large-print-0003.pdf",
    ]
    assert "copies: 4 personal copies" in out


def test_the_list_of_a_translation_may_name_the_original(translated: Path) -> None:
    (translated / "list.csv").write_text("Nameq,language\nA,\nB,en\n", encoding="utf-8")
    done = run("merge", "chemotherapy-es", "--data", "list.csv", "--out", "copies")
    assert sorted(files_below(translated / "copies")) == [
        "chemotherapy-es-standard-0002.pdf",
        "chemotherapy-standard-0003.pdf",
    ], done.output


def test_copies_of_a_translation_out_of_step_are_drafts(translated: Path) -> None:
    change(translated / "handouts/chemotherapy.yaml", "Call us straight away", "Call us at once")
    code, out, err = merge()
    assert (code, out) == (1, "copies: 4 personal copies\n")
    assert err.count("error[R908]: `chemotherapy` has other words now than those that were translated") == 1
    made = files_below(translated / "copies")
    assert "DRAFTq" in drawn(made["chemotherapy-es-booklet-0002.pdf"])
    assert "DRAFT" not in drawn(made["chemotherapy-booklet-0005.pdf"])


def test_a_translation_that_cannot_be_built_stops_the_run_before_anything_is_written(translated: Path) -> None:
    (translated / "handouts/labels/es.yaml").unlink()
    code, _, err = merge()
    assert code == 1
    assert "error[D118]" in err
    assert "Nothing was written." in err
    assert not (translated / "copies").exists()
    (translated / "list.csv").write_text("Name,Language\nA,\n", encoding="utf-8")
    assert merge() == (0, "copies: 1 personal copy\n", "")
