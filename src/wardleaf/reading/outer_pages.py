"""What the first page and the last say: who gives the handout, what it is, when to call, and who answers for it.

How much a first page holds is for layout to find out; here is what there is to say, each part once.
"""

from __future__ import annotations

from msgspec import Struct

from wardleaf.document.model import ClinicCard, Document, FirstPage, Imprint, Plain, Runs, Strong, runs_text
from wardleaf.reading.blocks import address_of, qr_figure
from wardleaf.reading.inline import read_runs, read_words
from wardleaf.reading.tree import StructElem, section
from wardleaf.values import replace


class ReadImprint(Struct, frozen=True):
    """The imprint: its heading, a list of who answers for what, the code and its address, and that the handout replaces
    nobody's advice.
    """

    heading: StructElem
    listed: StructElem
    code: tuple[StructElem, ...]
    disclaimer: StructElem
    code_last: bool = False

    @property
    def element(self) -> StructElem:
        """The whole imprint; where the code stands beside the sentence, its address comes below that, and it last."""
        last = (self.disclaimer, *reversed(self.code)) if self.code_last else (*self.code, self.disclaimer)
        return section((self.heading, self.listed, *last))


def code_words(document: Document) -> str:
    """What stands at the foot of every page, by which a copy is traced: code, version and content hash."""
    return f"{document.first_page.code_line}  {document.hash}"


def said(words: str) -> StructElem:
    """A paragraph of plain words."""
    return StructElem(role="P", kids=read_words(words))


def read_clinic(clinic: ClinicCard) -> tuple[StructElem, ...]:
    """Who gives the handout, and what that is a part of."""
    return (said(clinic.name), *([said(clinic.part_of)] if clinic.part_of else []))


def read_title(page: FirstPage) -> StructElem:
    """The title, the one heading of the first level."""
    return StructElem(role="H1", kids=read_runs(page.title.runs, what="the title"))


def read_imprint(imprint: Imprint) -> ReadImprint:
    """The imprint, its list of labels and what belongs to them."""
    items = (
        StructElem(
            role="LI",
            kids=(
                StructElem(role="Lbl", kids=read_words(label)),
                StructElem(role="LBody", kids=read_runs(runs, what="the imprint")),
            ),
        )
        for label, runs in imprint.rows
    )
    code: tuple[StructElem, ...] = ()
    if imprint.qr is not None:
        address = StructElem(role="P", kids=read_runs(address_of(imprint.qr), what="the address"))
        code = (qr_figure(imprint.qr), address)
    return ReadImprint(
        heading=StructElem(role="H2", kids=read_words(imprint.heading)),
        listed=_listed(tuple(items)),
        code=code,
        disclaimer=said(imprint.disclaimer),
    )


def read_imprint_run_in(imprint: Imprint, read: ReadImprint) -> ReadImprint:
    """The imprint that was `read`, where each label begins a sentence with what belongs to it."""
    items = (
        StructElem(
            role="LI",
            kids=(StructElem(role="LBody", kids=read_runs(_sentence(label, runs), what="the imprint")),),
        )
        for label, runs in imprint.rows
    )
    return replace(read, listed=_listed(tuple(items)), code_last=True)


def _sentence(label: str, runs: Runs) -> Runs:
    end = "" if runs_text(runs).endswith((".", "!", "?")) else "."
    return (Strong((Plain(label),)), Plain(" "), *runs, Plain(end + " "))


def _listed(items: tuple[StructElem, ...]) -> StructElem:
    return StructElem(role="L", kids=items, list_numbering="None")
