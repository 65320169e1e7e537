"""Where a link may lead, and how its address is written in a file, in which addresses are ASCII.

RFC 3986 (addresses), RFC 6068 (mailto), RFC 3966 (tel), RFC 5891 (names of hosts in other letters).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote, urlsplit

from wardleaf.document import faults
from wardleaf.findings import Findings, Span

_SCHEMES = ("https", "http", "mailto", "tel")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_HOST = re.compile(r"[^\W_](?:[\w.-]*[^\W_])?\.?\Z")
_MAILBOX = re.compile(r"[^\s@:/\\<>()\[\],;]+@[^\W_][\w.-]*\Z")
_PHONE = re.compile(r"\+?[0-9*#(][0-9*#\s().-]*(?:;[A-Za-z0-9-]+(?:=[\w.+-]+)?)*\Z")
_OPENING, _CLOSING = "(<[“‘«\"'", ".,;:!?)>]”’»\"'"
_PHONE_IN_WORDS = re.compile(r"\+?[0-9(][0-9\s().\u2010-\u2013-]{1,20}[0-9]")
_ADDRESS_IN_WORDS = re.compile(
    r"(?:https?://\S{1,300}|(?:[a-z0-9-]{1,63}\.){1,6}[a-z]{2,10}(?:/\S{0,300})?)\Z", re.IGNORECASE
)
_MOST_IN_COUNTRY_CODE = 3
_URL_SAFE = "/:?#[]@!$&'()*+,;=%~-._"
_EXAMPLES = {
    "https": "https://www.example.org",
    "http": "https://www.example.org",
    "mailto": "mailto:ward@example.org",
    "tel": "tel:01632960150",
}


def check_target(target: str, *, span: Span, findings: Findings) -> bool:
    """Whether a link may lead to `target`; tells `link-scheme`, `path-outside-library` or `link-without-words` when
    not.
    """
    if target.startswith("#") and len(target) > 1:
        return True
    scheme = _SCHEME.match(target)
    kind = scheme[1].lower() if scheme else ""
    if kind in _SCHEMES and _leads_somewhere(kind, target.partition(":")[2]):
        return True
    if kind in _SCHEMES:
        message = f"`{target}` is not a whole `{kind}:` address; write it like `{_EXAMPLES[kind]}`"
        findings.add(faults.LINK_SCHEME.at(span, message))
    elif scheme:
        message = f"a link may not lead to `{scheme[1]}:`; write an https, http, mailto or tel address, or `#id` for a part of this handout"
        findings.add(faults.LINK_SCHEME.at(span, message))
    elif target:
        better = (
            f"tel:{''.join(target.split())}"
            if _PHONE.match(target)
            else f"https://{target}"
            if target.lower().startswith("www.")
            else "https://…"
        )
        message = f"`{target}` is not a web address; write `{better}`, or `#id` for a part of this handout: readers do not have our files"
        if better.startswith("tel:"):
            message = f"`{target}` is a phone number without the word that says so; write `{better}`"
        findings.add(faults.PATH_OUTSIDE.at(span, message))
    else:
        findings.add(faults.LINK_SCHEME.at(span, "this link has no address; write `[words](https://…)`"))
    return False


def check_words(words: str, target: str, *, span: Span, findings: Findings) -> None:
    """Tell `link-says-another` when `words`, which print, are a number or an address, and `target` leads to another
    one.
    """
    kind, _, rest = target.partition(":")
    said = " ".join(words.split()).strip(" .,;:()")
    match kind.lower():
        case "tel":
            numbers = ["".join(filter(str.isdigit, number)) for number in _PHONE_IN_WORDS.findall(said)]
            behind = "".join(filter(str.isdigit, rest.partition(";")[0]))
            another = bool(numbers) and not any(_same_number(number, behind) for number in numbers)
        case "mailto":
            boxes = [box.strip().casefold() for box in rest.partition("?")[0].split(",")]
            another = _MAILBOX.match(said) is not None and said.casefold() not in boxes
        case "http" | "https":
            shown = _ADDRESS_IN_WORDS.match(said)
            another = shown is not None and not _bare(rest).startswith(_bare(said.partition("//")[2] or said))
        case _:
            another = False
    if another:
        message = f"“{said}” is printed, and the link leads to `{target}`; write the same in both places"
        findings.add(faults.LINK_SAYS_ANOTHER.at(span, message))


def _same_number(one: str, other: str) -> bool:
    """Whether both dial the same, with or without a code of the country."""
    short, long = sorted((one.lstrip("0"), other.lstrip("0")), key=len)
    return long.endswith(short) and len(long) - len(short) <= _MOST_IN_COUNTRY_CODE


def _bare(address: str) -> str:
    return address.removeprefix("//").casefold().removeprefix("www.").rstrip("/")


def ascii_target(target: str) -> str:
    """`target`, a link that `check_target` let pass, in ASCII: other letters of a host as IDNA, of anything else in per
    cent signs; a phone number without spaces.
    """
    kind, _, rest = target.partition(":")
    match kind.lower():
        case "http" | "https":
            host, sign, path = _parted(rest.removeprefix("//"))
            return f"{kind}://{_ascii_host(host)}{sign}{quote(path, safe=_URL_SAFE)}"
        case "mailto":
            boxes, sign, more = rest.partition("?")
            written = (box.rpartition("@") for box in boxes.split(","))
            return f"{kind}:{','.join(f'{quote(name, safe=_URL_SAFE)}@{_ascii_host(host)}' for name, _, host in written)}{sign}{quote(more, safe=_URL_SAFE)}"
        case "tel":
            return f"{kind}:{''.join(rest.split())}"
        case _:
            return target


def addresses_in(text: str) -> Iterator[tuple[str, str]]:
    """`text` in pieces, each with where it leads: a mailbox or web address that stands in plain words, with `www.` at
    least; other words lead nowhere ("").
    """
    plain = ""
    for word in re.split(r"(\s+)", text):
        bare = word.lstrip(_OPENING).rstrip(_CLOSING)
        lowered = bare.lower()
        if _MAILBOX.match(bare.removeprefix("mailto:")):
            target = f"mailto:{bare.removeprefix('mailto:')}"
        elif lowered.startswith(("https://", "http://")) and _leads_somewhere(*bare.split(":", 1)):
            target = bare
        elif lowered.startswith("www.") and lowered.count(".") > 1 and _leads_somewhere("https", f"//{bare}"):
            target = f"https://{bare}"
        else:
            plain += word
            continue
        before, _, after = word.partition(bare)
        if plain + before:
            yield plain + before, ""
        yield bare.removeprefix("mailto:"), ascii_target(target)
        plain = after
    if plain:
        yield plain, ""


def _leads_somewhere(kind: str, rest: str) -> bool:
    if any(not sign.isprintable() for sign in rest):
        return False
    if kind == "tel":
        return _PHONE.match(rest) is not None
    if kind == "mailto":
        return all(_MAILBOX.match(box.strip()) for box in rest.partition("?")[0].split(","))
    try:
        parts = urlsplit(f"{kind}:{rest}")
        return (
            rest.startswith("//")
            and "@" not in parts.netloc
            and _HOST.match(parts.hostname or "") is not None
            and (parts.port or 1) > 0
        )
    except ValueError:  # a port that is no number
        return False


def _parted(rest: str) -> tuple[str, str, str]:
    """The host of an address, the sign after it, and what follows."""
    found = re.search(r"[/?#]", rest)
    return (rest[: found.start()], found[0], rest[found.end() :]) if found else (rest, "", "")


def _ascii_host(host: str) -> str:
    if host.isascii():
        return host
    name, sign, port = host.partition(":")
    try:
        return f"{name.encode('idna').decode()}{sign}{port}"
    except UnicodeError:
        return quote(host, safe=_URL_SAFE)
