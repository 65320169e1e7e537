"""What a definition takes from the library, in order: each entry with its parsed words, before edition and clinic
choose among them.

The content hash is made from the whole manuscript; a document is made from the parts that one edition prints.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct

from wardleaf.document import authored, faults
from wardleaf.document.pack import joined_blocks, opening_blocks
from wardleaf.document.section_text import read_section
from wardleaf.editions import EditionName
from wardleaf.findings import Finding, Findings, Span
from wardleaf.library.packs import PackedHandout
from wardleaf.library.schema import (
    ComponentSpec,
    ComponentUse,
    HandoutDefinition,
    HandoutUse,
    Library,
    ProfileName,
    Section,
    SectionEntry,
    SectionUse,
    When,
)
from wardleaf.source.keys import At
from wardleaf.source.suggest import did_you_mean
from wardleaf.values import replace

_COMPONENTS = {
    "contacts": "contacts: {show: [services]}",
    "write-in": "write-in: {heading: My questions, lines: 8}",
    "diary": "diary: {columns: [Day, Notes], rows: 7}",
    "prepared-for": "prepared-for: {fields: [name, hospital-number]}",
    "qr": "qr: {address: https://www.example.org, caption: More about it}",
}


class Part(Struct, frozen=True, kw_only=True):
    """One entry of a definition: a section with the sub-sections that it takes, or, without `section`, one component or
    the opening of a packed handout.

    `text` holds the lines that `blocks` were written on, for the content hash; `level` is that of its heading; `opens`
    is the id of the handout that begins here, in a pack. `allowances` are those of all the section's blocks, also of
    blocks that are not taken.
    """

    section: Section | None
    title: At[str] | None
    language: str
    blocks: tuple[authored.Block, ...]
    when: When | None
    text: str
    span: Span
    level: int = 2
    opens: str = ""
    allowances: tuple[authored.BlockAllowance, ...] = ()

    @property
    def address(self) -> str:
        """The section's address, empty for a component."""
        return self.section.address if self.section else ""


def read_sections(library: Library, addresses: Iterable[str]) -> Mapping[str, authored.SectionText]:
    """The parsed text of each of `addresses` that the library has: what the builds of several handouts and editions can
    share.
    """
    return {
        address: read_section(library.sections[address])
        for address in dict.fromkeys(addresses)
        if address in library.sections
    }


def gather_parts(
    library: Library, definition: HandoutDefinition, texts: Mapping[str, authored.SectionText], findings: Findings
) -> tuple[Part, ...]:
    """The parts of `definition`; tells unknown sections and sub-sections."""
    parts: list[Part] = []
    for entry in definition.sections:
        use = _use(entry)
        if use:
            part = _section_part(library, definition, use, entry, texts, findings)
        elif isinstance(entry, ComponentUse):
            part = _component_part(definition, entry)
        else:
            part = None
        if isinstance(entry, PackedHandout):
            parts += _packed_parts(library, entry, texts, findings)
        elif isinstance(entry, HandoutUse):
            findings.add(_unpacked(library, definition, entry))
        if part:
            parts.append(part)
    return tuple(parts)


def _packed_parts(
    library: Library, packed: PackedHandout, texts: Mapping[str, authored.SectionText], findings: Findings
) -> tuple[Part, ...]:
    """The opening of a packed handout, then its parts, one level further down."""
    definition = packed.definition
    opening = Part(
        section=None,
        title=definition.title,
        language=definition.language.value,
        blocks=opening_blocks(definition, findings),
        when=None,
        text="",
        span=packed.handout.span,
        opens=packed.handout.value,
    )
    return (opening, *(replace(part, level=3) for part in gather_parts(library, definition, texts, findings)))


def _unpacked(library: Library, definition: HandoutDefinition, entry: HandoutUse) -> Finding:
    """Why `definition` cannot take the handout of `entry` whole."""
    id = entry.handout.value
    if id in library.handouts and library.handouts[id].span == definition.span:
        return faults.HANDOUT_INSIDE.at(entry.handout.span, f"`{id}` cannot take itself; list its sections instead")
    if id in library.handouts:
        message = f"`{id}` is in a pack inside this pack; take the handout itself instead"
        return faults.HANDOUT_INSIDE.at(entry.handout.span, message)
    if id in library.unread:
        message = f"the handout `{id}` was not read because of its errors; mend those first"
        return faults.FILE_WITH_ERRORS.at(entry.handout.span, message)
    return faults.UNKNOWN_HANDOUT.at(
        entry.handout.span, f"there is no handout `{id}`", hint=did_you_mean(id, library.handouts)
    )


def printed_parts(
    parts: Iterable[Part], *, edition: EditionName, profile: ProfileName, findings: Findings
) -> tuple[Part, ...]:
    """Those of `parts` that this edition prints for this profile; a section is printed once, its second entry told.

    In a pack a section's one place prints the sub-sections of all its entries.
    """
    kept: list[Part] = []
    seen: dict[str, int] = {}
    again: dict[tuple[str, Span | None], list[str]] = {}
    opened, opened_at = "", None
    for part in parts:
        if part.when and not _holds(part.when, edition, profile):
            continue
        part = replace(part, blocks=_blocks_for(part.blocks, profile))
        opened, opened_at = (part.opens, part.span) if part.opens else (opened, opened_at)
        if part.section and opened and part.address in seen:
            place = seen[part.address]
            kept[place] = replace(kept[place], blocks=joined_blocks(kept[place].blocks, part.blocks))
            again.setdefault((opened, opened_at), []).append(part.address)
            continue
        if part.section and part.address in seen:
            message = f"`{part.address}` is printed already by an earlier entry; this one is left out"
            findings.add(faults.SECTION_TWICE.at(part.span, message))
            continue
        seen.setdefault(part.address, len(kept))
        kept.append(part)
    for (handout, span), addresses in again.items():
        shared = "a section of" if len(addresses) == 1 else f"{len(addresses)} sections of"
        message = f"{shared} `{handout}` stand earlier in this pack, and are printed once: {', '.join(addresses)}"
        findings.add(
            faults.PRINTED_ONCE.at(
                span, message if len(addresses) > 1 else message.replace("stand", "stands").replace("are", "is")
            )
        )
    return tuple(kept)


def _use(entry: SectionEntry) -> At[str] | None:
    if isinstance(entry, SectionUse):
        return entry.use
    return entry if isinstance(entry, At) else None


def _holds(when: When, edition: EditionName, profile: ProfileName) -> bool:
    return (not when.edition or edition in {name.value for name in when.edition}) and (
        not when.profile or profile in {name.value for name in when.profile}
    )


def _section_part(
    library: Library,
    definition: HandoutDefinition,
    use: At[str],
    entry: SectionEntry,
    texts: Mapping[str, authored.SectionText],
    findings: Findings,
) -> Part | None:
    section = library.sections.get(use.value)
    if section is None:
        if use.value in library.unread:
            message = f"the section `{use.value}` was not read because of its errors; mend those first"
            findings.add(faults.FILE_WITH_ERRORS.at(use.span, message))
        else:
            message = f"there is no section `{use.value}` in handouts/sections"
            hint = (
                f"write `- {_COMPONENTS[use.value]}`"
                if use.value in _COMPONENTS
                else did_you_mean(use.value, library.sections)
            )
            findings.add(faults.UNKNOWN_SECTION.at(use.span, message, hint=hint))
        return None
    text = texts[use.value]
    chosen = entry if isinstance(entry, SectionUse) else None
    blocks = _chosen_blocks(text, chosen.only, findings) if chosen and chosen.only else text.blocks
    matter = section.front_matter
    return Part(
        section=section,
        title=chosen.heading if chosen and chosen.heading else matter.title,
        language=(matter.language or next(iter(library.settings.languages), definition.language)).value,
        blocks=blocks,
        when=chosen.when if chosen else None,
        text=_written(text, blocks),
        span=use.span,
        allowances=text.allowances,
    )


def _blocks_for(blocks: tuple[authored.Block, ...], profile: str) -> tuple[authored.Block, ...]:
    """`blocks` without the sub-sections that are written for clinics of another profile."""
    kept: list[authored.Block] = []
    left_out = 0
    for block in blocks:
        if isinstance(block, authored.Heading) and (not left_out or block.level <= left_out):
            left_out = block.level if block.profile and block.profile != profile else 0
        if not left_out:
            kept.append(block)
    return tuple(kept)


def component_block(entry: ComponentUse) -> authored.SpecComponent | None:
    """The component of `entry`; None when it holds none, which reading told."""
    written: tuple[ComponentSpec | None, ...] = (
        entry.write_in,
        entry.diary,
        entry.contacts,
        entry.prepared_for,
        entry.icon_array,
        entry.qr,
    )
    specs = [spec for spec in written if spec]
    return authored.SpecComponent(spec=specs[0], id="", span=entry.span) if specs else None


def _component_part(definition: HandoutDefinition, entry: ComponentUse) -> Part | None:
    block = component_block(entry)
    if block is None:
        return None
    return Part(
        section=None,
        title=None,
        language=definition.language.value,
        blocks=(block,),
        when=entry.when,
        text="",
        span=entry.span,
    )


def _chosen_blocks(
    text: authored.SectionText, only: tuple[At[str], ...], findings: Findings
) -> tuple[authored.Block, ...]:
    """The introduction and the wanted sub-sections, in the section's order, each under a heading of level 2."""
    known = [block.id for block in text.blocks if isinstance(block, authored.Heading) and block.id]
    for id in only:
        if id.value not in known:
            message = f"the section `{text.address}` has no heading with the id `{id.value}`"
            notes = (f"it has {', '.join(known)}",) if known else ("none of its headings has a written id",)
            findings.add(faults.UNKNOWN_PART.at(id.span, message, hint=did_you_mean(id.value, known), notes=notes))
    wanted = {id.value for id in only}
    kept: list[authored.Block] = []
    keeping, lift, level = True, 0, 0
    for block in text.blocks:
        if isinstance(block, authored.Heading):
            within = keeping and level and block.level > level
            if not within:
                keeping = block.id in wanted
                level, lift = (block.level, block.level - 2) if keeping else (0, 0)
            if keeping and lift:
                block = replace(block, level=block.level - lift)  # the same heading, higher
        if keeping:
            kept.append(block)
    return tuple(kept)


def _written(text: authored.SectionText, blocks: tuple[authored.Block, ...]) -> str:
    """The lines that `blocks` were written on: from each block's first line to the next block's."""
    starts = [block.span.line - text.first_line for block in text.blocks]
    kept = {block.span.line - text.first_line for block in blocks}
    pieces: list[str] = []
    for start, end in zip(starts, [*starts[1:], len(text.lines)]):
        if start in kept:
            pieces += text.told(start, end)
    return "\n".join(pieces).strip("\n")
