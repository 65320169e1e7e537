"""Signs that other programs read and Wardleaf does not: what is left in a paragraph after Markdown was read, and would
print as it was typed.

Works on the words that will print, each with the place where it was typed; knows no Markdown parser.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import accumulate
from urllib.parse import quote

from msgspec import Struct

from wardleaf.document import faults
from wardleaf.document.typed import Typed
from wardleaf.findings import Fault, Findings

_MARKS = re.compile(r"[]!<~^=+*_|$\\{}@:.%#·•–—[]")
UNKNOWN = "\0"  # stands for what was read: a citation, a fact, an escaped sign
_ADDRESS = re.compile(
    r"(?:https?|mailto|tel):|www\.|#[A-Za-z]|[\w.+-]{1,64}@[\w-]|[\w./-]{1,120}\.(?:html?|pdf)\b", re.IGNORECASE
)
_PICTURE_FILE = re.compile(r"\.(?:png|jpe?g|svg|gif|webp|tiff?|bmp|heic)\b", re.IGNORECASE)
_INSTEAD_OF_TAG = {
    "br": "to break a line, write `\\` in its place and the rest on the next line; in a table begin another row",
    "b": "for words of weight write `**…**`",
    "strong": "for words of weight write `**…**`",
    "i": "for words said differently write `*…*`",
    "em": "for words said differently write `*…*`",
    "u": "readers take underlined words for a link; for words of weight write `**…**`",
    "sup": "type the raised sign itself, such as `²`, or say it in words",
    "sub": "type the lowered sign itself, such as `₂`, or say it in words",
    "s": "delete the words that no longer hold",
    "del": "delete the words that no longer hold",
    "strike": "delete the words that no longer hold",
    "a": "a link is written `[words](https://…)`",
    "hr": "begin a part with a heading, `## …`, or a page with `::: page-break`",
    "li": "a list item is written `- …`",
    "ul": "a list item is written `- …`",
    "ol": "a list item is written `1. …`",
    "table": "a table is written with `|` between its cells",
    "tr": "a table is written with `|` between its cells",
    "td": "a table is written with `|` between its cells",
    "th": "a table is written with `|` between its cells",
}
NAMED = "a number to call is named and is a link by itself, without brackets: `the ward, {{ clinic.phones.advice }}`"
_PICTURE_TAGS = ("img", "picture", "svg", "figure", "embed", "object", "video", "iframe")
_LITERAL = "delete the tag, or write `\\<` to print the sign itself"


class Piece(Struct, frozen=True):
    """Words that print, typed at `place` of the content (-1 when that is not known); `linked` when they stand inside a
    link.
    """

    text: str
    place: int
    linked: bool = False


class _Form(Struct, frozen=True):
    """A way to write that is not read: what it looks like, how grave it is, and what to say of a match."""

    pattern: re.Pattern[str]
    fault: Fault
    message: Callable[[re.Match[str]], str]
    in_links: bool = True
    sign: bool = False  # only the first sign of what was found is marked


def _said(text: str) -> Callable[[re.Match[str]], str]:
    return lambda found: text.format(found[0].strip())


def _link(found: re.Match[str]) -> str:
    inside, written = found["inside"].strip(), found[0]
    if _PICTURE_FILE.search(inside):
        return "this picture is not read; write `![what it shows](figures/name.png)` in a paragraph of its own"
    if UNKNOWN in inside:
        return f"a fact does not stand in the address of a link; {NAMED}"
    target = inside.split(" “")[0].split(' "')[0].strip("<> ")
    if not written.endswith(")"):
        return "this link has no `)` at the end of its address, and prints as typed"
    if found["gap"]:
        return f"between `]` and `(` stands a space, so this is not read as a link; write `[words]({target})`"
    if " " in target or "\n" in target:
        if target.lower().startswith("tel:"):
            return f"an address holds no spaces, so this is not read as a link; {NAMED}"
        better = quote(target, safe="/:?#[]@!$&'*+,;=%~-._")
        return f"an address holds no spaces, so this is not read as a link; write `[words]({better})`"
    return "this is not read as a link; it is written `[words](https://…)`, with nothing but the address between the round brackets"


def _pointed(found: re.Match[str]) -> str:
    if found[0].lstrip("<\xa0 ").lower().startswith(("mailto:", "http")) and UNKNOWN not in found[0]:
        return "an address in `<…>` holds no spaces, so this prints as typed; delete the spaces"
    return f"`<` and `>` print as typed here; {NAMED}"


def _tag(found: re.Match[str]) -> str:
    name = found[1].lower()
    return f"`{found[0]}` is not read as HTML and prints as typed; {_INSTEAD_OF_TAG.get(name, _LITERAL)}"


def _address(found: re.Match[str]) -> str:
    written = found[0]
    if "@" in written and "://" not in written:
        return f"`{written}` prints, but nobody can click it; write `<{written}>`"
    whole = written if "://" in written else f"https://{written}"
    return f"`{written}` prints, but nobody can click it; write `[{written.split('://')[-1]}]({whole})`"


_STRUCK = "delete the words that no longer hold; `{0}` prints as typed, and nobody can tell what holds"
_FORMS: tuple[_Form, ...] = (
    _Form(
        re.compile(r"!\[|!\([^()\n]{0,300}\)\[|\[\[(?:File|Image):|\.\. (?:image|figure)::|\\includegraphics"),
        faults.PICTURE_NOT_READ,
        _said(
            'this picture is not read; write `![what it shows](figures/name.png "Caption")` in a paragraph of its own'
        ),
    ),
    _Form(
        re.compile(rf"<(?:{'|'.join(_PICTURE_TAGS)})\b[^<>]{{0,300}}>?", re.IGNORECASE),
        faults.PICTURE_NOT_READ,
        _said("this picture is not read; write `![what it shows](figures/name.png)` in a paragraph of its own"),
    ),
    _Form(
        re.compile(r"<!--"),
        faults.COMMENT,
        _said("a remark between `<!--` and `-->` would print; delete it, or keep it in another file"),
    ),
    _Form(
        re.compile(r"%%[^%\n]{1,200}%%|(?m:^)%%(?=[ \w])"),
        faults.COMMENT,
        _said("a remark between `%%` would print; delete it, or keep it in another file"),
    ),
    _Form(
        re.compile(
            rf"</?(?!(?:{'|'.join(_PICTURE_TAGS)})\b)([A-Za-z][A-Za-z0-9-]*)(?:[\s/][^<>\n]{{0,300}})?>", re.IGNORECASE
        ),
        faults.TYPED_MARKUP,
        _tag,
    ),
    _Form(
        re.compile(
            rf"<[ \xa0]?(?:(?:tel|mailto|https?):[^<>\n]{{0,80}}|[+(]?\d[\d ().\xa0-]{{5,30}}|{UNKNOWN})>",
            re.IGNORECASE,
        ),
        faults.LINK_NOT_READ,
        _pointed,
    ),
    _Form(
        re.compile(r"\](?P<gap>)\((?P<inside>[^()\n]{0,300})\)?"),
        faults.LINK_NOT_READ,
        _link,
    ),
    _Form(
        re.compile(
            rf"(?<=\])(?P<gap>[ \t\n\xa0]{{1,3}})\((?P<inside>[ ]?(?:{_ADDRESS.pattern})[^()\n]{{0,300}})\)?",
            re.IGNORECASE,
        ),
        faults.LINK_NOT_READ,
        _link,
    ),
    _Form(
        re.compile(r"\)\[(?:https?:|mailto:|tel:|www\.)[^\[\]\n]{1,300}\]", re.IGNORECASE),
        faults.LINK_NOT_READ,
        _said("the brackets of this link are the wrong way round; write `[words](https://…)`"),
    ),
    _Form(
        re.compile(rf"(?<=\])[ ]?<?{UNKNOWN}(?=https?:|mailto:|tel:)", re.IGNORECASE),
        faults.LINK_NOT_READ,
        _said("the address after `]` stands in round brackets: `[words](https://…)`"),
    ),
    _Form(
        re.compile(r"\[\[[^\[\]\n]{1,200}\]\]"),
        faults.LINK_NOT_READ,
        _said("`{0}` prints as typed; a link to another part is written `[words](#id)`"),
    ),
    _Form(
        re.compile(
            r"(?<![\w@/.])(?:https?://[^\s<>\[\]|\0]{1,500}(?<![.,;:!?)'\"”’])|www\.[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}(?:/[^\s<>\[\]|\0]{0,300}(?<![.,;:!?)'\"”’]))?)",
            re.IGNORECASE,
        ),
        faults.BARE_ADDRESS,
        _address,
        in_links=False,
    ),
    _Form(
        re.compile(r"(?<![\w.+@/-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}"),
        faults.BARE_ADDRESS,
        _address,
        in_links=False,
    ),
    _Form(
        re.compile(r"\{>>[^{}\n]{0,300}<<\}"),
        faults.COMMENT,
        _said("a remark would print: `{0}`; delete it, or keep it in another file"),
    ),
    _Form(
        re.compile(r"\[(?:TOC|toc)\]"),
        faults.PRINTS_AS_TYPED,
        _said("`{0}` prints as typed; the definition's `contents: yes` makes the list of contents"),
    ),
    _Form(
        re.compile(r"(?m)^\*\[[^\[\]\n]{1,60}\]:"),
        faults.PRINTS_AS_TYPED,
        _said(
            "`{0}` prints as typed; a word is explained in `handouts/glossary.yaml`, and named in the text as `[word]{{.term}}`"
        ),
    ),
    _Form(
        re.compile(r"(?m)^(?:::[ \t]*[a-z-]{3,30}[ \t]*$|(?:!!!|\?\?\?)[ \t]+[a-z-]{3,30}\b)", re.IGNORECASE),
        faults.PRINTS_AS_TYPED,
        _said(
            "`{0}` prints as typed; a box begins with `::: note` or `::: warning` on a line of its own, and ends with `:::`"
        ),
    ),
    _Form(re.compile(r"~~[^~\n]{1,200}~~"), faults.STRUCK_OUT, _said(_STRUCK)),
    # GitHub strikes out with one sign, too; “~3 or ~4” is about so many.
    _Form(re.compile(r"(?<![\w)~])~(?=[^\s~])[^~\n]{0,100}(?<=[^\s~])~(?![\w~])"), faults.STRUCK_OUT, _said(_STRUCK)),
    _Form(
        re.compile(r"\{--[^{}\n]{1,200}--\}|\{~~[^{}\n]{1,200}~~\}|\{\+\+[^{}\n]{1,200}\+\+\}"),
        faults.STRUCK_OUT,
        _said("a change is marked here, and prints as typed: `{0}`; write the words that hold"),
    ),
    _Form(
        re.compile(r"(?<=[\w)])~[^~\s]{1,20}~"),
        faults.PRINTS_AS_TYPED,
        _said("`{0}` prints as typed; type the lowered sign itself, such as `₂`, or say it in words"),
    ),
    _Form(
        re.compile(r"(?<=[\w)])\^(?:[^^\s]{1,20}\^|\{[^{}\n]{1,20}\}|\d{1,3})"),
        faults.PRINTS_AS_TYPED,
        _said("`{0}` prints as typed; type the raised sign itself, such as `²`, or say it in words"),
    ),
    _Form(
        re.compile(r"(?<![\w)^])\^[^^\s]{1,20}\^(?![\w^])"),
        faults.PRINTS_AS_TYPED,
        _said("`{0}` prints as typed; type the raised sign itself, such as `²`, or say it in words"),
    ),
    _Form(
        re.compile(r"\[!(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]", re.IGNORECASE),
        faults.PRINTS_AS_TYPED,
        _said(
            "`{0}` prints as typed; a box begins with `::: note` or `::: warning` on a line of its own, and ends with `:::`"
        ),
    ),
    _Form(
        re.compile(r"\bhttps?(?::/(?=\w)|;//|//|:(?=www\.))[^\s<>\[\]|\0]{1,300}", re.IGNORECASE),
        faults.LINK_NOT_READ,
        _said("`{0}` prints as typed, and is no whole address; a link is written `[words](https://…)`"),
        in_links=False,
    ),
    _Form(
        re.compile(r"==[^=\s](?:[^=\n]{0,200}[^=\s])?=="),
        faults.PRINTS_AS_TYPED,
        _said("`{0}` prints as typed; for words of weight write `**…**`"),
    ),
    _Form(
        re.compile(r"\+\+[^+\s](?:[^+\n]{0,200}[^+\s])?\+\+"),
        faults.PRINTS_AS_TYPED,
        _said("`{0}` prints as typed; for words of weight write `**…**`"),
    ),
    _Form(
        re.compile(r"\^\[[^\[\]]{0,300}\]?"),
        faults.FOOTNOTE,
        _said("handouts have no footnotes; cite a source as `[@id]`, or put the remark into the sentence"),
    ),
    _Form(
        re.compile(r"(?<![\w:]):[a-z][a-z0-9_+-]{1,30}:(?![\w:])"),
        faults.PRINTS_AS_TYPED,
        _said("`{0}` prints as typed; say it in words"),
    ),
    _Form(
        re.compile(r"\$\$[^$\n]{1,200}\$\$|(?<![\w$])\$[^\s$\d](?:[^$\n]{0,80}[^\s$])?\$(?![\w$])"),
        faults.PRINTS_AS_TYPED,
        _said("`{0}` prints as typed; write the formula as it is read, with signs such as `×` and `²`"),
    ),
    _Form(
        re.compile(r"(?<![\w:\\])\\[A-Za-z]{3,30}"),
        faults.PRINTS_AS_TYPED,
        _said("`{0}` prints as typed; for a new page write `::: page-break`, for weight `**…**`"),
    ),
    _Form(
        re.compile(r"\{[.#][\w-][^{}\n]{0,100}\}|\{[\w-]{1,30}=[^{}\n]{1,100}\}"),
        faults.PRINTS_AS_TYPED,
        _said(
            "`{0}` prints as typed; braces are read after `::: name`, at the end of a heading, of a picture or after `[words]`"
        ),
    ),
    _Form(
        re.compile(r"(?m)^:[ \t]+(?=\S)"),
        faults.PRINTS_AS_TYPED,
        _said(
            "a line that begins with `:` is read as words, and runs together with the line before; write `**word**:` and its meaning in one line"
        ),
    ),
    _Form(
        re.compile(r"(?m)^[ \t]*([=~+#^·•–—])(?:[ \t]?\1){2,}[ \t]*$"),
        faults.PRINTS_AS_TYPED,
        _said("`{0}` prints as typed; begin a part with a heading (`## …`), or a page with `::: page-break`"),
    ),
    _Form(
        re.compile(r"\\(?=\n|\Z)"),
        faults.PRINTS_AS_TYPED,
        _said(
            "`{0}` prints as typed; one `\\` at the end of a line breaks it, when another line of the same paragraph follows"
        ),
    ),
    _Form(
        re.compile(r"\|[^\n]*"),
        faults.PRINTS_AS_TYPED,
        _said(
            "`|` prints as typed; a table needs a row of dashes below its header row, and `\\|` prints the sign itself"
        ),
        sign=True,
    ),
    _Form(
        re.compile(r"(?<![\w*])\*(?=[^\W\d_])|(?<=[^\W\d_])\*(?![\w*])"),
        faults.PRINTS_AS_TYPED,
        _said("`*` prints as typed; write `**words**` with a star at both ends, or `\\*` to print the sign itself"),
    ),
    _Form(
        re.compile(r"(?<!\S)\*[ \t][^\W\d_][^*\n\d]{0,200}[ \t]\*(?!\S)"),
        faults.PRINTS_AS_TYPED,
        _said("`*` prints as typed; write `**words**` without spaces inside the stars"),
    ),
    _Form(
        re.compile(r"(?<![\w_])_(?=[^\W\d_])|(?<=[^\W\d_])_(?![\w_])"),
        faults.PRINTS_AS_TYPED,
        _said("`_` prints as typed; write `*words*`, or `\\_` to print the sign itself"),
    ),
)


def check_unread(pieces: Sequence[Piece], *, typed: Typed, findings: Findings) -> None:
    """Tell of every form in `pieces`, the words of one paragraph, heading or cell, that was not read and prints as
    typed.
    """
    words = "".join(piece.text for piece in pieces)
    if not _MARKS.search(words):
        return
    starts = [0, *accumulate(len(piece.text) for piece in pieces)]
    told = bytearray(len(words) + 1)
    for form in _FORMS:
        for found in form.pattern.finditer(words):
            start = _bracket(words, found.start()) if form.message is _link else found.start()
            index = max(0, bisect_right(starts, start) - 1)
            piece, offset = pieces[index], start - starts[index]
            if told[start] or (piece.linked and not form.in_links):
                continue
            told[start : found.end()] = b"\1" * (found.end() - start)
            written = words[start] if form.sign else words[start : found.end()].split("\n")[0]
            span = (
                typed.span(piece.place + offset, max(1, len(written)))
                if piece.place >= 0
                else typed.find(written, typed.line)
            )
            findings.add(form.fault.at(span, form.message(found)))


def _bracket(words: str, end: int) -> int:
    """Where the bracket was opened that closes before or at `end`, with the `!` of a picture."""
    start = words.rfind("[", max(0, end - 300), end)
    return end if start < 0 else start - (words[start - 1 : start] == "!")
