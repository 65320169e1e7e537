"""Pictures as they are typed, also where Markdown reads none: a file whose name has spaces, a caption in the quotation
marks of a word processor.
"""

from __future__ import annotations

import re

from msgspec import Struct

_QUOTES = "\"'“”„‟‘’‚«»"
_CAPTION = re.compile(rf"\s[{_QUOTES}]")
_ENDINGS = re.compile(r"\.(?:png|jpe?g|svg|gif|webp|tiff?|bmp|heic|pdf)\Z", re.IGNORECASE)


class TypedPicture(Struct, frozen=True, kw_only=True):
    """A picture as its author named it: what it shows, its path, and its caption as Markdown."""

    alt: str
    path: str
    title: str


def loose_picture(content: str) -> TypedPicture | None:
    """The one picture that a paragraph is, when it can be meant in no other way; None otherwise."""
    content = content.strip()
    words, parts, rest = content.removeprefix("![").partition("](")
    if (
        not content.startswith("![")
        or not parts
        or not rest.endswith(")")
        or "](" in rest
        or "[" in words
        or "]" in words
    ):
        return None
    inside = rest[:-1].strip()
    path, title = inside, ""
    if (found := _CAPTION.search(inside)) and len(inside) > found.end() and inside[-1] in _QUOTES:
        path, title = inside[: found.start()], inside[found.end() : -1]
    path = path.strip().removeprefix("<").removesuffix(">")
    if not _ENDINGS.search(path) or "\n" in path or ")(" in path or any(sign in path for sign in "[]<>"):
        return None
    return TypedPicture(alt=words, path=path, title=title.strip())
