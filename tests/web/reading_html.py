"""A web page as its words and its elements, for tests: read by Python's own parser, with the few rules that our pages
need.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

from tests.typeset.making import shipped

from wardleaf.brand_files import letters
from wardleaf.findings import Findings
from wardleaf.pipeline import brand_files
from wardleaf.style.schema import Style

VOID = {"meta", "input", "br", "img", "path"}
OF_SCREENS = {"skip", "switch", "call-bar", "contents", "back"}  # what only a screen has, by class
TITLE = {"title", "style"}


@dataclass
class Element:
    tag: str
    attributes: dict[str, str]
    kids: list[Element | str] = field(default_factory=list)

    @property
    def classes(self) -> set[str]:
        return set(self.attributes.get("class", "").split())

    def all(self) -> list[Element]:
        found: list[Element] = [self]
        for kid in self.kids:
            if isinstance(kid, Element):
                found += kid.all()
        return found

    def words(self) -> str:
        """What it says, without what only a screen has."""
        if self.tag in TITLE or self.classes & OF_SCREENS:
            return ""
        if self.tag == "img":
            return self.attributes["alt"]
        if self.tag == "svg":
            return self.attributes["aria-label"]
        if self.tag == "br":
            return "\n"
        return "".join(kid if isinstance(kid, str) else kid.words() for kid in self.kids)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = Element("", {})
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        assert len(element.attributes) == len(attrs), f"an attribute twice in {tag} {attrs}"
        self.open[-1].kids.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].kids.append(data)


def fonts_of(style: Style) -> dict[str, bytes]:
    files = brand_files(shipped(), style, Findings())
    assert files is not None
    return {**files[0], **letters()}


def read_page(page: bytes) -> Element:
    reader = _Reader()
    reader.feed(page.decode("utf-8"))
    assert reader.open == [reader.root], "an element is not closed"
    return reader.root
