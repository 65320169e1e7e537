"""The shelf as files of a web site: pages, PDFs, lists for programs. Static, without anything from elsewhere.

Links are relative and name `index.html`, so that the folder also works opened from a disk or a zip.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from html import escape

from wardleaf.document.diff import SectionChange
from wardleaf.editions import edition_of
from wardleaf.findings import Findings
from wardleaf.library.publishing import path_name
from wardleaf.publishing import faults
from wardleaf.publishing.shelf import Printing, Shelf, ShelfItem
from wardleaf.releases.copies import COPY_NAME

INDEX, VERSIONS = "index.html", "versions.json"
_UNPAGED = {"html": "a web page", "txt": "text"}
_CSS = """:root{color-scheme:light dark}
body{font:1.125rem/1.5 system-ui,sans-serif;max-width:40rem;margin:0 auto;padding:1rem;overflow-wrap:anywhere}
a{color:#0b4f9e}h1{line-height:1.2}
.notice{border:.2rem solid #9b1c1c;padding:.5rem 1rem;margin:1rem 0}
.added{font-weight:bold}.removed{font-style:italic}
li{margin:.4rem 0}input{font:inherit;width:100%;box-sizing:border-box;padding:.4rem}
@media (prefers-color-scheme:dark){body{background:#111;color:#eee}a{color:#9cc8ff}.notice{border-color:#ff9d9d}}
@media print{nav,form{display:none}}
"""
_SEARCH = """'use strict';
// Shows those lines of the list that hold every word typed. Without this script the whole list stays.
(function () {
  var field = document.getElementById('search');
  var lines = document.querySelectorAll('#handouts > li');
  var said = document.getElementById('found');
  document.getElementById('search-form').hidden = false;
  function show() {
    var words = field.value.toLowerCase().split(/\\s+/).filter(Boolean);
    var shown = 0;
    lines.forEach(function (line) {
      var text = line.getAttribute('data-words');
      line.hidden = !words.every(function (word) { return text.indexOf(word) >= 0; });
      if (!line.hidden) { shown += 1; }
    });
    said.textContent = words.length ? shown + ' found' : '';
  }
  field.addEventListener('input', show);
  show();
}());
"""


def site_files(shelf: Shelf, findings: Findings) -> Mapping[str, bytes] | None:
    """Every file of the site of `shelf` by its path, what others link to first; None after telling which path would
    stand for two things.
    """
    files: dict[str, bytes] = {"shelf.css": _CSS.encode(), "search.js": _SEARCH.encode()}
    twice: set[str] = set()
    for path, data in _pages(shelf):
        if path in files and files[path] != data:
            twice.add(path)
        files[path] = data
    for path in sorted(twice):
        message = f"two handouts, versions or languages would have the page `{path}`"
        findings.add(faults.PATH_TWICE.at(None, message, help="give one of them another code or version"))
    return None if twice else files


def _pages(shelf: Shelf) -> Iterator[tuple[str, bytes]]:
    codes = {item.code: item for item in shelf.items}
    for item in shelf.items:
        for file in item.files:
            yield f"{_current_path(item)}{file.name}", file.data
        for printing in item.printings:
            yield f"{printing.path}{INDEX}", _version_page(shelf, item, printing)
        yield f"{item.path}{INDEX}", _code_page(shelf, item, item.path)
        if not item.original:
            for language, code in item.languages:
                if code in codes and code != item.code:
                    folder = f"{item.path}{path_name(language)}/"
                    yield f"{folder}{INDEX}", _code_page(shelf, codes[code], folder)
    yield "sitemap.xml", _sitemap(shelf)
    yield INDEX, _index(shelf)
    yield VERSIONS, _versions(shelf)


def _current_path(item: ShelfItem) -> str:
    return item.current.path if item.current else item.path


def _up(folder: str) -> str:
    return "../" * folder.count("/")


def _page(shelf: Shelf, *, folder: str, title: str, about: str, language: str, body: str, head: str = "") -> bytes:
    """A whole page that stands in `folder`."""
    up = _up(folder)
    url = f"{shelf.address}/{folder}"
    specimen = (
        '<p class="notice"><strong>Specimen: not a real clinic. Do not use for patients.</strong></p>\n'
        if shelf.specimen
        else ""
    )
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(language)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n"
        f'<meta name="description" content="{escape(about)}">\n'
        f'<meta property="og:title" content="{escape(title)}">\n'
        f'<meta property="og:description" content="{escape(about)}">\n'
        f'<meta property="og:url" content="{escape(url)}">\n<meta property="og:type" content="website">\n'
        f'<link rel="stylesheet" href="{up}shelf.css">\n{head}</head>\n<body>\n'
        f'<nav><a href="{up}{INDEX}">{escape(shelf.name)}: all handouts</a></nav>\n<main>\n{specimen}{body}</main>\n'
        f"</body>\n</html>\n"
    ).encode()


def _call(item: ShelfItem) -> str:
    numbers = "".join(
        f'<li>{escape(what)}<a href="tel:{escape("".join(sign for sign in number if sign in "+0123456789"))}">{escape(number)}</a></li>\n'
        for what, number in item.phones
    )
    return f"<h2>Questions? Call {escape(item.clinic)}</h2>\n<ul>\n{numbers}</ul>\n"


def _notice(item: ShelfItem) -> str:
    """Why nothing of this code may be used now."""
    return f'<div class="notice">\n<p><strong>{escape(item.why)}</strong></p>\n</div>\n{_call(item)}'


def _title(item: ShelfItem) -> str:
    return f'<h1 lang="{escape(item.language)}">{escape(item.title)}</h1>\n'


def _code_page(shelf: Shelf, item: ShelfItem, folder: str) -> bytes:
    """The page of a code: what holds now, and what to do."""
    head = "".join(
        f'<link rel="alternate" hreflang="{escape(language)}" href="{escape(shelf.address)}/{path_name(code)}/">\n'
        for language, code in item.languages
        if len(item.languages) > 1
    )
    about = item.words.purpose if item.words else item.why
    body = _title(item)
    if item.state == "current" and item.current:
        body += _current_body(item, folder)
        named = f"{item.code} version {item.current.named} {item.current_digits}"
        head += f'<meta name="{COPY_NAME}" content="{escape(named)}">\n'
        head += f'<link rel="canonical" href="{escape(shelf.address)}/{item.path}">\n'
    else:
        body += _notice(item)
    return _page(shelf, folder=folder, title=item.title, about=about, language=shelf.language, body=body, head=head)


def _current_body(item: ShelfItem, folder: str) -> str:
    """What holds of a code: its first words, its files, its languages."""
    current = item.current
    if current is None or item.words is None:
        return ""
    words = item.words
    up = _up(folder)
    points = "".join(f"<li>{escape(point)}</li>\n" for point in words.key_points)
    files = "".join(
        f'<li><a href="{up}{escape(current.path)}{escape(file.name)}">{escape(edition_of(file.edition).offered)}</a> '
        f"({f'PDF, {file.pages} pages' if file.pages else _UNPAGED[file.name.rpartition('.')[2]]}, {_size(len(file.data))})</li>\n"
        for file in sorted(item.files, key=lambda file: file.pages > 0)  # a page is read before a PDF is fetched
    )
    others = "".join(
        f'<li><a hreflang="{escape(language)}" href="{up}{path_name(code)}/{INDEX}">{escape(language)}</a></li>\n'
        for language, code in item.languages
        if code != item.code
    )
    in_others = f"<h2>Other languages</h2>\n<ul>\n{others}</ul>\n" if others else ""
    return (
        f'<p>Now: {escape(item.code)} version {escape(current.named)}, <span class="digits">{escape(item.current_digits)}</span>. '
        f"A copy with this version and these digits at the foot of its pages is the newest.</p>\n"
        f'<div lang="{escape(item.language)}">\n<p>{escape(words.purpose)}</p>\n<p><strong>{escape(words.main_message)}</strong></p>\n<ul>\n{points}</ul>\n</div>\n'
        f"{_call(item)}<h2>The whole handout</h2>\n<ul>\n{files}</ul>\n{in_others}"
    )


def _size(count: int) -> str:
    return f"{max(1, round(count / 1000))} kB" if count < 1_000_000 else f"{count / 1_000_000:.1f} MB"


def _version_page(shelf: Shelf, item: ShelfItem, printing: Printing) -> bytes:
    """The page that the code of a printed copy leads to: first whether that copy still holds."""
    folder = printing.path
    digits = ", ".join(printing.digits)
    head = '<meta name="robots" content="noindex">\n'
    if len(printing.digits) == 1:
        named = f"{item.code} version {printing.named} {digits}"
        head += f'<meta name="{COPY_NAME}" content="{escape(named)}">\n'
    current = item.current
    if item.state != "current" or current is None:
        body = f"<p>You hold version {escape(printing.named)}.</p>\n{_title(item)}{_notice(item)}"
        about = item.why
    elif printing.path == current.path:
        body, about = _held_and_current(item, printing), f"Version {printing.named} is the newest."
    else:
        about = f"You hold version {printing.named}; now {current.named}."
        link = f"{_up(folder)}{item.path}{INDEX}"
        body = (
            f'<div class="notice">\n<p><strong>{escape(about)}</strong> '
            f'<a href="{link}">Read version {escape(current.named)}</a>, and do not go by the old one.</p>\n</div>\n'
            f"{_title(item)}{_changed(printing.changes)}{_call(item)}"
        )
    return _page(shelf, folder=folder, title=item.title, about=about, language=shelf.language, body=body, head=head)


def _held_and_current(item: ShelfItem, printing: Printing) -> str:
    older = [digits for digits in printing.digits if digits != item.current_digits]
    said = f"<p><strong>You hold version {escape(printing.named)}, the newest.</strong></p>\n"
    if older:
        said = (
            f'<div class="notice">\n<p><strong>Look at the foot of a page of your copy.</strong> With the digits '
            f"{escape(item.current_digits)} it is the newest. With {escape(' or '.join(older))} it is not: do not go by it, "
            "and read this page.</p>\n</div>\n"
        )
    return f"{said}{_title(item)}{_current_body(item, printing.path)}"


def _changed(changes: tuple[SectionChange, ...] | None) -> str:
    """What changed, in words: added and removed ones told apart by words, never by looks alone."""
    if changes is None:
        return "<h2>What changed</h2>\n<p>What changed since then cannot be told here. Ask us.</p>\n"
    if not changes:
        return "<h2>What changed</h2>\n<p>The words of the text are the same; dates or details of the clinic changed.</p>\n"
    parts = ["<h2>What changed</h2>\n"]
    states = {"added": "new", "removed": "taken out", "changed": "changed", "moved": "stands in another place"}
    for change in changes:
        parts.append(f"<h3>{escape(change.heading)}: {states[change.state]}</h3>\n")
        for line in change.lines:
            pieces = (
                escape(piece.text)
                if piece.kind == "same"
                else f'<span class="{piece.kind}">[{piece.kind}: {escape(piece.text.strip())}]</span> '
                for piece in line
            )
            parts.append(f"<p>{''.join(pieces)}</p>\n")
    return "".join(parts)


def _index(shelf: Shelf) -> bytes:
    """The list of what is given out, with a search."""
    lines = []
    for item in sorted(shelf.items, key=lambda one: (one.title.casefold(), one.code)):
        if item.state != "current" or item.current is None:
            continue
        editions = ", ".join(edition_of(file.edition).offered for file in item.files)
        words = f"{item.title} {item.code} {item.language} {editions}".lower()
        lines.append(
            f'<li data-words="{escape(words)}"><a href="{item.path}{INDEX}" lang="{escape(item.language)}">{escape(item.title)}</a><br>'
            f"{escape(item.code)}, version {escape(item.current.named)}, {escape(item.language)}. {escape(editions)}</li>\n"
        )
    body = (
        f"<h1>Handouts of {escape(shelf.name)}</h1>\n"
        '<form id="search-form" role="search" hidden><label for="search">Search by title, code, language or edition</label>\n'
        '<input id="search" type="search" autocomplete="off"><p id="found" role="status"></p></form>\n'
        f'<ul id="handouts">\n{"".join(lines)}</ul>\n<script src="search.js" defer></script>\n'
    )
    about = f"All handouts of {shelf.name}, to read and to print."
    return _page(shelf, folder="", title=f"Handouts of {shelf.name}", about=about, language=shelf.language, body=body)


def _sitemap(shelf: Shelf) -> bytes:
    """https://www.sitemaps.org/protocol.html: the pages of what holds now."""
    paths = ["", *(item.path for item in shelf.items if item.state == "current")]
    urls = "".join(f"<url><loc>{escape(f'{shelf.address}/{path}')}</loc></url>\n" for path in paths)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        f"{urls}</urlset>\n"
    ).encode()


def _versions(shelf: Shelf) -> bytes:
    """What holds of each code, for programs."""
    told = {
        item.code: {
            "title": item.title,
            "language": item.language,
            "state": item.state,
            **({"why": item.why} if item.why else {}),
            **({"current": item.current.named, "digits": item.current_digits} if item.current else {}),
            "versions": [
                {"version": one.version, "issue": one.issue, "digits": list(one.digits), "path": one.path}
                for one in item.printings
            ],
        }
        for item in shelf.items
    }
    return (json.dumps({"address": shelf.address, "handouts": told}, ensure_ascii=False, indent=1) + "\n").encode()
