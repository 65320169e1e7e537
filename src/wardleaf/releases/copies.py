"""What a copy says of itself: the line at the foot of its pages, the address of its code, a finished file, or a
published page.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from html.parser import HTMLParser

from msgspec import Struct

from wardleaf.library.publishing import path_name
from wardleaf.pipeline import Workshop
from wardleaf.readback.model import ReadBack
from wardleaf.values import replace


class Copy(Struct, frozen=True, kw_only=True):
    """What a copy says of itself: code and eight hex digits; `version` and the file's `sha256` where a file was read.

    The address of a published page has no digits; it says the version, the `issue` and the `host` that it stands on.
    """

    code: str
    digits: str
    version: str = ""
    sha256: str = ""
    issue: int = 1
    host: str = ""

    @property
    def named(self) -> str:
        """The copy as people name it."""
        version = f" version {self.version}" if self.version else ""
        issue = f" issue {self.issue}" if self.issue > 1 else ""
        digits = f" ({self.digits[:4]} {self.digits[4:]})" if self.digits else ""
        return f"{self.code}{version}{issue}{digits}"


def copy_in_file(read: ReadBack, data: bytes, workshop: Workshop) -> Copy | None:
    """What the finished file `read` from `data` says of itself, from its last page's link or from the foot of its
    pages; None when it says nothing.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    codes = [definition.code.value for definition in workshop.library.handouts.values()]
    for link in read.links:
        named = named_copy(link.target, codes) if "?v=" in link.target else None
        if named:
            return replace(named, sha256=sha256)
    words = " ".join(text.text for page in read.page_facts.pages for text in page.texts)
    found = _copy_in_words(words, codes)
    return replace(found, sha256=sha256) if found else None


def copy_in_page(data: bytes, workshop: Workshop) -> Copy | None:
    """What the published page `data` (HTML) says of itself; None when it says nothing."""
    reader = _PageWords()
    reader.feed(data.decode("utf-8", "replace"))
    reader.close()
    codes = [definition.code.value for definition in workshop.library.handouts.values()]
    if reader.copy:
        return named_copy(reader.copy, codes)
    return _copy_in_words(" ".join(reader.words), codes)


COPY_NAME = "wardleaf:copy"  # the `meta` of a published page that says which copy the reader holds


class _PageWords(HTMLParser):
    """The words of a page, and what its `meta` says of the copy."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.copy = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take the copy that the page names, if `tag` does."""
        given = dict(attrs)
        if tag == "meta" and given.get("name") == COPY_NAME and not self.copy:
            self.copy = given.get("content") or ""

    def handle_data(self, data: str) -> None:
        """Take words."""
        self.words.append(data)


def _copy_in_words(words: str, codes: Iterable[str]) -> Copy | None:
    """The first line of `words` that is that at the foot of a page."""
    plain = " ".join(words.split())
    for code in sorted(codes, key=len, reverse=True):
        found = re.search(
            rf"(?<![^\W_]){re.escape(code)}\s+\S+\s+(\S+)(?:\s+\S+\s+\d+)?\s+([0-9a-f]{{4}})\s+([0-9a-f]{{4}})\b", plain
        )
        if found:
            return Copy(code=code, digits=found[2] + found[3], version=found[1])
    return None


def named_copy(written: str, codes: Iterable[str]) -> Copy | None:
    """What `written` says of a copy: code and hash as in "RBC-014-a41f09c2", the address of a code, or the whole line
    at the foot of a page, whatever blanks, dots and capitals it has and whatever stands around it.

    `codes` are those of the library. None when there is no hash in it, or no code before that.
    """
    known = sorted(codes, key=len, reverse=True)
    text = _SIGNS.sub("-", unicodedata.normalize("NFKC", written[:_MOST_READ])).strip()
    address = _ADDRESS_WITH_HASH.fullmatch(text)
    if address:
        return Copy(code=_as_known(address[1], known), digits=address[3].lower(), version=address[2])
    published = _published_copy(text, known)
    if published:
        return published
    for code in known:
        pattern = r"(?<![^\W_])" + r"[\W_]*".join(map(re.escape, _RUNS.findall(code))) + r"(?![A-Za-z0-9])"
        for place in re.finditer(pattern, text, re.IGNORECASE):
            line = text[place.end() :]
            pair = _hash_in(line)
            if pair:
                digits = (pair[1] + pair[2]).lower()
                return Copy(code=code, digits=digits, version=_version_in(line[: pair.start()]))
    pair = _hash_in(text)
    head, _, rest = text[: pair.start()].strip(" -._").partition(" ") if pair else ("", "", "")
    return (
        Copy(code=head.upper(), digits=(pair[1] + pair[2]).lower(), version=_version_in(rest))
        if head and pair
        else None
    )


_MOST_READ = 2_000  # characters: nobody types more around the line at the foot of a page
_SIGNS = re.compile(r"[\u2010-\u2015\u2212\u00ad]")
_PAIR = re.compile(r"(?<![0-9A-Za-z])([0-9a-fA-F]{4})[\W_]{0,4}([0-9a-fA-F]{4})(?![0-9A-Za-z])")
_RUNS = re.compile(r"[^\W_]+")
_ADDRESS_WITH_HASH = re.compile(r"(?:https?://)?[^\s?]+/([^/?\s]+)\?v=([^&\s]*)&h=([0-9a-fA-F]{8})")
_ADDRESS = re.compile(r"(?:https?://)?([^\s/?#@]{1,250})/([^\s?#]+)", re.IGNORECASE)


def _hash_in(line: str) -> re.Match[str] | None:
    """The hash in what follows a code: what stands right behind a version, or the last that could be one.

    A version can look like a hash, and so can a phone number behind it.
    """
    pairs = list(_PAIR.finditer(line))
    for pair in pairs:
        words = line[: pair.start()].split()
        if words and _version_in(" ".join(words)) and len(words) <= _MOST_BEFORE_HASH:
            return pair
    return pairs[-1] if pairs else None


_MOST_BEFORE_HASH = 6  # words: "version 3.1 issue 2", in languages that take more


def _published_copy(text: str, codes: Iterable[str]) -> Copy | None:
    """The copy whose code leads to the address `text`, with or without `https://`; None for any other text."""
    address = _ADDRESS.fullmatch(text)
    steps = (
        [step for step in address[2].split("/") if step and step != "index.html"]
        if address and "." in address[1]
        else []
    )
    by_name = {path_name(code): code for code in codes}
    for place, step in enumerate(steps):
        code, behind = by_name.get(path_name(step)), steps[place + 1 :]
        if address and code and behind and len(behind) <= 2 and not (behind[1:] and not behind[1].isdecimal()):
            issue = int(behind[1][:6]) if behind[1:] else 1
            host = "/".join((address[1].casefold(), *steps[:place]))
            return Copy(code=code, digits="", version=behind[0], issue=issue, host=host)
    return None


def _as_known(code: str, codes: Iterable[str]) -> str:
    return next((known for known in codes if known.casefold() == code.casefold()), code.upper())


def _version_in(words: str) -> str:
    """The version in "version 3.1 issue 2", in whatever language: the first word with a digit in it."""
    found = next((word for word in words.split() if any(sign.isdigit() for sign in word)), "")
    return re.sub(r"\Av(?=\d)", "", found.strip("-,;()·•|"), flags=re.IGNORECASE)
