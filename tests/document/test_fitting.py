"""Which choices a `fit` allows, and in which order."""

from wardleaf.document.fitting import FitChoice, check_fit, fit_choices, with_write_in_lines, write_in_range
from wardleaf.findings import SourceFile, Span
from wardleaf.library.schema import Fit
from wardleaf.source.keys import At
from wardleaf.values import replace

SPAN = Span(SourceFile("handouts/a.yaml", "fit:\n"), 1, 1)


def fit(lines: str | None = None, *dropped: str) -> Fit:
    return Fit(
        pages=At("multiple-of-4", SPAN),
        write_in_lines=At(lines, SPAN) if lines else None,
        may_drop=tuple(At(address, SPAN) for address in dropped),
        span=SPAN,
    )


def test_what_changes_least_comes_first() -> None:
    assert list(fit_choices(fit("4–6", "a/b", "c/d"))) == [
        FitChoice(None, ()),
        FitChoice(6, ()),
        FitChoice(5, ()),
        FitChoice(4, ()),
        FitChoice(None, ("a/b",)),
        FitChoice(6, ("a/b",)),
        FitChoice(5, ("a/b",)),
        FitChoice(4, ("a/b",)),
        FitChoice(None, ("a/b", "c/d")),
        FitChoice(6, ("a/b", "c/d")),
        FitChoice(5, ("a/b", "c/d")),
        FitChoice(4, ("a/b", "c/d")),
    ]


def test_without_a_range_only_sections_give_way() -> None:
    assert list(fit_choices(fit(None, "a/b"))) == [FitChoice(), FitChoice(None, ("a/b",))]


def test_ranges() -> None:
    for written in ("4–12", "4-12", "4 to 12", " 4 – 12 "):
        assert write_in_range(fit(written)) == range(4, 13)
    assert [finding.message for finding in check_fit(fit("12–4"))] == [
        "`12–4` is no range of lines; write it like `4–12`, the smaller number first"
    ]
    assert list(check_fit(fit("4–12"))) == []
    assert write_in_range(fit("many")) is None


def test_lines_are_set_in_write_in_spaces_only() -> None:
    from wardleaf.library.label_files import read_labels
    from wardleaf.typeset.specimen import specimen_document

    labels = read_labels("en-GB")
    assert labels is not None
    document = specimen_document("booklet", labels)
    changed = with_write_in_lines(document, 7)
    lines = [block.lines for block in changed.blocks if type(block).__name__ == "WriteIn"]
    assert lines == [7, 0]
    assert replace(changed, sections=document.sections) == document
    assert with_write_in_lines(document, None) is document
