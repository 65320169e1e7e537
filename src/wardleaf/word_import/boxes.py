"""Boxes: one that says when to call becomes a call box, any other a note."""

from __future__ import annotations

import re
from collections.abc import Sequence

from wardleaf.checks.typed_numbers import phone_numbers
from wardleaf.word_import import faults
from wardleaf.word_import.drafts import Component, Draft, Figure, Grid, Heading, Item, Words
from wardleaf.word_import.spans import Line, is_bold, plain, without_emphasis
from wardleaf.word_import.telling import Telling, quoted_list

_ALARM = re.compile(
    r"\b(?:call|ring|phone|contact|emergency|urgent(?:ly)?|straight ?away|immediately|at once|a&e|ambulance|999|911|112|111|notruf|notfall|sofort|urgence|urgences|urgencias|emergencia|llame|appelez|rufen)\b",
    re.IGNORECASE,
)
_EMERGENCY = re.compile(r"(?<!\d)(?:999|911|112|111|116 ?117)(?!\d)")


def box(
    inside: Sequence[Draft], number: int, where: str, telling: Telling, place: int | str
) -> tuple[Component | Grid | Figure, ...]:
    """The component that `inside`, the drafts of a box, becomes; components in it follow it, for none stands in another.

    `where` says what it was in Word, such as table 1.
    """
    words = " ".join(plain(line) for draft in inside for line in _lines(draft))
    if (
        _ALARM.search(words)
        and (phone_numbers(words) or _EMERGENCY.search(words))
        and any(isinstance(one, Item) for one in inside)
    ):
        return _call_box(inside, number, where, telling, place)
    nested = tuple(one for one in inside if isinstance(one, Component | Grid | Figure))
    kept = tuple(_unstressed(one) for one in inside if not isinstance(one, Component | Grid | Figure))
    made = (Component("note", number, kept),) if kept else ()
    return (*made, *nested)


def _lines(draft: Draft) -> tuple[Line, ...]:
    match draft:
        case Words():
            return draft.lines
        case Heading() | Item():
            return (draft.line,)
        case Grid():
            return tuple(cell for row in draft.rows for cell in row)
        case Component():
            return tuple(line for one in draft.inside for line in _lines(one))
        case Figure():
            return (draft.caption,)


def _unstressed(draft: Words | Item | Heading) -> Words | Item:
    """`draft` without the bold letters of all its words, which the box itself says; a heading becomes a bold line."""
    match draft:
        case Heading():
            return Words((draft.line,), draft.number)
        case Words() if all(map(is_bold, draft.lines)):
            return Words(tuple(map(without_emphasis, draft.lines)), draft.number)
        case Words() | Item():
            return draft


def _call_box(
    inside: Sequence[Draft], number: int, where: str, telling: Telling, place: int | str
) -> tuple[Component | Grid | Figure, ...]:
    items = tuple(one for one in inside if isinstance(one, Item))
    loose = [one for one in inside if isinstance(one, Words | Heading)]
    dropped = [one for place, one in enumerate(loose) if _is_said_by_a_call_box(one, first=not place)]
    others = [plain(line) for one in dropped for line in _lines(one)]
    numbers = [one.words.partition(" (")[0] for text in others for one in phone_numbers(text)]
    numbers += [found[0] for text in others for found in _EMERGENCY.finditer(text)]
    compare = f"; compare {quoted_list(dict.fromkeys(numbers))} with the clinic's numbers" if numbers else ""
    message = f"{where} became a call box; {quoted_list(others)} {'are' if len(others) > 1 else 'is'} not imported: the clinic's file prints numbers{compare}"
    telling.tell(faults.CALL_BOX, place, message, lost=" ".join(others))
    kept = tuple(_unstressed(one) for one in loose if one not in dropped)
    nested = tuple(one for one in inside if isinstance(one, Component | Grid | Figure))
    note = (Component("note", number, kept),) if kept else ()
    return (Component("call-now", number, items), *note, *nested)


def _is_said_by_a_call_box(draft: Words | Heading, *, first: bool) -> bool:
    """Whether a call box says itself what `draft` says: a number to call, or, where it stands first, when to call."""
    words = " ".join(plain(line) for line in _lines(draft))
    return bool(phone_numbers(words) or _EMERGENCY.search(words)) or (
        first and (_ALARM.search(words) is not None or words.endswith(":"))
    )
