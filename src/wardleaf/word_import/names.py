"""Names of elements in Word files: the namespaces of the standard's two writings under one short name each."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from xml.etree.ElementTree import Element

_SPACES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
    "http://purl.oclc.org/ooxml/officeDocument/relationships": "r",
    "http://schemas.openxmlformats.org/drawingml/2006/main": "a",
    "http://purl.oclc.org/ooxml/drawingml/main": "a",
    "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing": "wp",
    "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": "wp",
    "http://schemas.openxmlformats.org/drawingml/2006/picture": "pic",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.microsoft.com/office/word/2010/wordml": "w14",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingShape": "wps",
    "http://schemas.microsoft.com/office/drawing/2017/decorative": "adec",
    "urn:schemas-microsoft-com:vml": "v",
}


def name_of(element: Element) -> str:
    """The short name of `element`, such as `w:p`; of other programs' elements the local name alone."""
    return short(element.tag)


@functools.lru_cache(maxsize=4096)
def short(written: str) -> str:
    """The short name of `{namespace}name`."""
    space, _, local = written.rpartition("}")
    known = _SPACES.get(space[1:])
    return f"{known}:{local}" if known else local


def attribute(element: Element | None, name: str) -> str:
    """The attribute `name`, such as `w:val`, of `element`; empty without it."""
    if element is None:
        return ""
    return next((value for key, value in element.attrib.items() if short(key) == name), "")


def child(element: Element | None, *path: str) -> Element | None:
    """The first element at `path` below `element`."""
    for name in path:
        if element is None:
            return None
        element = next((one for one in element if name_of(one) == name), None)
    return element


def children(element: Element | None, name: str) -> Iterator[Element]:
    """The children of `element` that are called `name`."""
    return (one for one in (element if element is not None else ()) if name_of(one) == name)


def descendants(element: Element, name: str) -> Iterator[Element]:
    """Every element below `element` that is called `name`."""
    return (one for one in element.iter() if one is not element and name_of(one) == name)


def is_on(element: Element | None) -> bool | None:
    """Whether a property is on (CT_OnOff); None when nothing says it."""
    if element is None:
        return None
    return attribute(element, "w:val").strip().casefold() not in ("0", "false", "off", "none", "nil")


def whole_number(written: str) -> int:
    """`written` as a number; 0 for anything else."""
    bare = written.strip()
    return int(bare) if bare.isascii() and bare.isdecimal() and len(bare) <= 9 else 0
