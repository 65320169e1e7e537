"""Components that are written in YAML become blocks: icon arrays with their sentences, space to write, diaries,
contacts, QR codes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from wardleaf.document import authored, faults
from wardleaf.document.facts import printed_address
from wardleaf.document.fields import NAME, field_rows
from wardleaf.document.links import ascii_target
from wardleaf.document.markdown import read_words
from wardleaf.document.model import (
    Alt,
    Block,
    Contacts,
    Diary,
    Field,
    Heading,
    IconArray,
    Plain,
    PreparedFor,
    QrCode,
    RiskGroup,
    Runs,
    WriteIn,
)
from wardleaf.document.part_resolver import PartResolver
from wardleaf.document.people import contacts
from wardleaf.library.labels import Labels
from wardleaf.library.schema import ContactsSpec, DiarySpec, IconArraySpec, PreparedForSpec, QrSpec, WriteInSpec
from wardleaf.source.keys import At
from wardleaf.source.suggest import did_you_mean

MOST_IN_QR = 300  # characters
_DENOMINATORS = (100, 1000)
_MOST_GROUPS, _MOST_LINES, _MOST_COLUMNS, _MOST_ROWS = 4, 60, 8, 100


def resolve_component(block: authored.SpecComponent, *, resolver: PartResolver, level: int, id: str) -> Iterator[Block]:
    """The blocks of a component; a heading of its own has `level` and `id`."""
    spec = block.spec
    match spec:
        case IconArraySpec():
            array = _icon_array(spec, resolver)
            if array:
                yield array
        case WriteInSpec():
            yield from _heading(spec.heading, resolver, level, id)
            yield from _write_in(spec, resolver)
        case DiarySpec():
            yield from _heading(spec.heading, resolver, level, id)
            yield from _diary(spec, resolver)
        case ContactsSpec():
            yield from _heading(spec.heading, resolver, level, id)
            scope = resolver.scope
            yield Contacts(people=contacts(spec, scope.clinic, scope.labels, scope.findings), span=spec.span)
        case PreparedForSpec():
            yield prepared_for(spec, resolver)
        case QrSpec():
            yield from _qr(spec, resolver)
        case _:
            assert_never(spec)


def prepared_for(spec: PreparedForSpec | None, resolver: PartResolver) -> PreparedFor:
    """Lines for who this copy is for: the fields of `spec`, or the usual three."""
    scope = resolver.scope
    names = spec.fields if spec and spec.fields else ()
    for name in names:
        if name.value not in scope.fields:
            message = f"there is no field `{name.value}`; there are {', '.join(scope.fields)}"
            scope.findings.add(faults.UNKNOWN_FIELD.at(name.span, message, hint=did_you_mean(name.value, scope.fields)))
    wanted = [name.value for name in names] or ["name", "hospital-number", "nurse"]
    fields = tuple(scope.fields[name] for name in dict.fromkeys(wanted) if name in scope.fields)
    return PreparedFor(heading=scope.labels.prepared_for, fields=fields, span=spec.span if spec else None)


def name_line(resolver: PartResolver) -> PreparedFor | None:
    """For whom a copy is, when that is filled in: of a handout whose own lines stand elsewhere, for the name belongs on
    the front of every copy.
    """
    name = resolver.scope.fields.get(NAME)
    return (
        PreparedFor(heading=resolver.scope.labels.prepared_for, fields=(name,))
        if name and name.value is not None
        else None
    )


def _plain(written: At[str], resolver: PartResolver) -> Runs:
    """A YAML text as runs: it may name facts, and cite."""
    return resolver.runs(read_words(written.value, span=written.span, findings=resolver.scope.findings))


def _heading(written: At[str] | None, resolver: PartResolver, level: int, id: str) -> Iterator[Heading]:
    if written:
        yield Heading(level=level, runs=_plain(written, resolver), id=id, span=written.span)


def _write_in(spec: WriteInSpec, resolver: PartResolver) -> Iterator[WriteIn]:
    lines = spec.lines.value if spec.lines else 0
    if bool(spec.lines) == bool(spec.fields) or (spec.lines and not 0 < lines <= _MOST_LINES):
        message = f"write either `lines`, from 1 to {_MOST_LINES}, or `fields`, a list of labels"
        resolver.scope.findings.add(faults.WRITE_IN.at(spec.lines.span if spec.lines else spec.span, message))
        return
    prompt = _plain(spec.prompt, resolver) if spec.prompt else ()
    yield WriteIn(
        prompt=prompt, lines=lines, labels=tuple(resolver.line(label) for label in spec.fields), span=spec.span
    )


def _diary(spec: DiarySpec, resolver: PartResolver) -> Iterator[Diary]:
    if isinstance(spec.rows, tuple):
        rows = tuple(row for label in spec.rows for row in _diary_rows(label, resolver))
        count = len(spec.rows)
    else:
        count = spec.rows.value
        rows = ((),) * max(0, min(count, _MOST_ROWS))
    if not 0 < count <= _MOST_ROWS or not 0 < len(spec.columns) <= _MOST_COLUMNS:
        message = f"a diary has 1 to {_MOST_COLUMNS} columns and 1 to {_MOST_ROWS} rows; this one has {len(spec.columns)} and {count}"
        resolver.scope.findings.add(faults.DIARY.at(spec.span, message))
        return
    yield Diary(columns=tuple(resolver.line(column) for column in spec.columns), rows=rows, span=spec.span)


def _diary_rows(label: At[str], resolver: PartResolver) -> tuple[Runs, ...]:
    """The rows that `label` stands for: a field alone may be several, such as the appointments of a personal copy."""
    runs = read_words(label.value, span=label.span, findings=resolver.scope.findings)
    if len(runs) == 1 and isinstance(runs[0], authored.Field):
        (found,) = resolver.runs(runs) or (Plain(""),)
        return field_rows(found) if isinstance(found, Field) else ((),)
    words = resolver.text(runs)
    return ((Plain(words),) if words else (),)


def _qr(spec: QrSpec, resolver: PartResolver) -> Iterator[QrCode]:
    runs = read_words(spec.address.value, span=spec.address.span, findings=resolver.scope.findings, prose=False)
    address = spec.address.value.strip()
    only = runs[0] if len(runs) == 1 else None
    if isinstance(only, authored.Fact):
        fact = resolver.scope.facts.get(only.path)
        resolver.text(runs)  # tells an unknown fact
        if fact is None:
            return
        first = fact.runs[0]
        address = first.target if isinstance(first, authored.Link) else authored.plain(fact.runs)
    if not address.lower().startswith("https://") or any(character.isspace() for character in address):
        message = (
            f"`{address}` is not an https address; write `https://…`, or the clinic fact `{{{{ clinic.website }}}}`"
        )
        if address.lower().startswith("https://"):
            message = f"an address holds no spaces; write `%20` in the place of each, or look the address up again: `{address}`"
        resolver.scope.findings.add(faults.QR_ADDRESS.at(spec.address.span, message))
        return
    if len(address.encode()) > MOST_IN_QR:
        message = f"this address has {len(address)} characters; a QR code of more than {MOST_IN_QR} is too fine for many phones to read"
        resolver.scope.findings.add(faults.QR_ADDRESS.at(spec.address.span, message))
        return
    yield QrCode(
        payload=ascii_target(address),
        printed=printed_address(address),
        words=resolver.line(spec.caption),
        span=spec.span,
    )


def _icon_array(spec: IconArraySpec, resolver: PartResolver) -> IconArray | None:
    if not _counts_hold(spec, resolver):
        return None
    labels = resolver.scope.labels
    event, otherwise = resolver.line(spec.event), resolver.line(spec.otherwise)
    groups: list[RiskGroup] = []
    for group in spec.groups:
        count = group.count.value
        headline = resolver.said(_count(count, spec, labels))
        others = resolver.said(_count(spec.out_of.value - count, spec, labels))
        groups.append(
            RiskGroup(
                count=count,
                headline=headline,
                label=resolver.line(group.label),
                happened=(Plain(f"{headline} {event}."),),
                otherwise=(Plain(f"{others} {otherwise}."),),
            )
        )
    counts = [labels.icon_alt.format(count=group.count, total=spec.out_of.value) for group in groups]
    alt = Alt(
        counts[0] if len(groups) == 1 else "; ".join(f"{group.label}: {words}" for group, words in zip(groups, counts))
    )
    return IconArray(
        out_of=spec.out_of.value,
        groups=tuple(groups),
        alt=alt,
        key=(Plain(labels.dark_figures.format(event=event)),),
        about=_about(spec, resolver),
        span=spec.span,
    )


def _count(count: int, spec: IconArraySpec, labels: Labels) -> str:
    return labels.read_count.format(count=count, total=spec.out_of.value)


def _about(spec: IconArraySpec, resolver: PartResolver) -> Runs:
    """Study, people and time in one or two sentences, and the source."""
    who, period = resolver.line(spec.who), resolver.line(spec.period)
    note = resolver.line(spec.note) if spec.note else ""
    stop = "" if note.endswith((".", "?", "!")) or not note else "."
    sentence = f"{who[:1].upper()}{who[1:]}, {period}"
    words = f"{note}{stop} {sentence}" if note else sentence
    cited = (authored.Cited(sources=spec.source),) if spec.source else ()
    # The words are resolved already; only the citation is left to follow.
    return resolver.runs((authored.Said(words), *cited, authored.Said("." if not sentence.endswith(".") else "")))


def _counts_hold(spec: IconArraySpec, resolver: PartResolver) -> bool:
    findings, out_of = resolver.scope.findings, spec.out_of
    before = len(findings)
    if out_of.value not in _DENOMINATORS:
        message = (
            f"an icon array counts people out of 100 or 1000, not out of {out_of.value}; work the numbers out again"
        )
        findings.add(faults.ICON_ARRAY.at(out_of.span, message))
    if not 1 <= len(spec.groups) <= _MOST_GROUPS:
        message = f"an icon array compares one to {_MOST_GROUPS} groups, and this one has {len(spec.groups)}; use a table for more"
        findings.add(faults.ICON_ARRAY.at(spec.span, message))
    for group in spec.groups:
        if not 0 <= group.count.value <= out_of.value:
            message = f"{group.count.value} of {out_of.value} people cannot be; write a count from 0 to {out_of.value}"
            findings.add(faults.ICON_ARRAY.at(group.count.span, message))
    return len(findings) == before
