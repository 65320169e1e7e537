"""Layers: which content of a file comes onto paper, as its default configuration and its settings for printing say (ISO
32000-1, 8.11).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from pypdf.generic import IndirectObject

from wardleaf.readback.objects import Reference, dictionary, entry, name, raw_entry, reference, resolved, sequence

_MOST_LAYERS = 5_000
_DEEPEST_RULE = 20
_MOST_TERMS = 500
_STATES = {"Print": "PrintState", "View": "ViewState", "Export": "ExportState"}


class Layers:
    """The layers (optional content groups) of one file, as they are when it is printed."""

    def __init__(self, catalog: object) -> None:
        properties = dictionary(raw_entry(catalog, "/OCProperties"))
        self._visible: dict[Reference, bool] = {}
        self.listed: dict[Reference, IndirectObject] = {}
        if properties is None:
            return
        for group in _groups(raw_entry(properties, "/OCGs")):
            self._note(group)
        configuration = dictionary(raw_entry(properties, "/D"))
        if name(entry(configuration, "/BaseState")) == "OFF":
            self._set(self.listed.values(), visible=False)
        self._set(_groups(raw_entry(configuration, "/ON")), visible=True)
        self._set(_groups(raw_entry(configuration, "/OFF")), visible=False)
        self._set_for_print(sequence(raw_entry(configuration, "/AS"))[:_MOST_LAYERS])
        wanted = _names(entry(configuration, "/Intent")) or {"View"}
        for key, group in self.listed.items():
            own = _names(entry(resolved(group), "/Intent")) or {"View"}
            if "All" not in wanted and not own & wanted:
                self._visible[key] = True  # a layer made for other work than viewing hides nothing

    @property
    def hidden(self) -> tuple[IndirectObject, ...]:
        """The layers that are not printed."""
        return tuple(group for key, group in self.listed.items() if not self._visible.get(key, True))

    def hides(self, value: object) -> bool:
        """Whether what belongs to `value`, a layer or a rule over layers (the value of an OC entry, not followed), is
        left out on paper.
        """
        key = reference(value)
        if key is not None and key in self._visible:
            return not self._visible[key]
        held = dictionary(value)
        if held is None or name(entry(held, "/Type")) != "OCMD":
            return False
        rule = sequence(raw_entry(held, "/VE"))
        if rule:
            return not self._holds(rule, 0, [_MOST_TERMS])
        return not self._policy(name(entry(held, "/P")) or "AnyOn", list(_groups(raw_entry(held, "/OCGs"))))

    def _note(self, group: IndirectObject) -> Reference | None:
        key = reference(group)
        if key is not None and len(self.listed) < _MOST_LAYERS:
            self.listed.setdefault(key, group)
            self._visible.setdefault(key, True)
        return key

    def _set(self, groups: Iterable[IndirectObject], *, visible: bool) -> None:
        for group in list(groups):
            key = self._note(group)
            if key is not None:
                self._visible[key] = visible

    def _set_for_print(self, rules: Sequence[object]) -> None:
        """What the configuration's rules for the event Print say of each layer: hidden when any of their categories
        says so (table 103).
        """
        said: dict[Reference, bool] = {}
        for rule in rules:
            held = dictionary(rule)
            if name(entry(held, "/Event")) != "Print":
                continue
            categories = _names(entry(held, "/Category"))
            for group in _groups(raw_entry(held, "/OCGs")):
                key = self._note(group)
                for category in sorted(categories & _STATES.keys()):
                    state = name(
                        entry(entry(entry(resolved(group), "/Usage"), f"/{category}"), f"/{_STATES[category]}")
                    )
                    if key is not None and state in {"ON", "OFF"}:
                        said[key] = said.get(key, True) and state == "ON"
        self._visible.update(said)

    def _policy(self, policy: str, groups: list[IndirectObject]) -> bool:
        states = [self._visible.get(key, True) for group in groups if (key := reference(group)) is not None]
        if not states:
            return True  # a rule over nothing hides nothing
        rules: dict[str, Callable[[], bool]] = {
            "AllOn": lambda: all(states),
            "AnyOff": lambda: not all(states),
            "AllOff": lambda: not any(states),
        }
        return rules.get(policy, lambda: any(states))()

    def _holds(self, rule: object, depth: int, left: list[int]) -> bool:
        """Whether a visibility expression is true; what is broken or endless hides nothing."""
        left[0] -= 1
        if depth > _DEEPEST_RULE or left[0] < 0:
            return True
        parts = sequence(rule)
        if not parts:
            key = reference(rule)
            return self._visible.get(key, True) if key is not None else True
        operator, terms = name(parts[0]), parts[1:]
        match operator:
            case "Not":
                return not self._holds(terms[0], depth + 1, left) if terms else True
            case "Or":
                return any(self._holds(term, depth + 1, left) for term in terms)
            case _:
                return all(self._holds(term, depth + 1, left) for term in terms)


def _groups(value: object) -> Iterator[IndirectObject]:
    """The layers in an array, or the one that `value` is; they are known by their numbers alone."""
    listed = sequence(value)
    for part in listed[:_MOST_LAYERS] if listed else (value,):
        if isinstance(part, IndirectObject) and dictionary(part) is not None:
            yield part


def _names(value: object) -> set[str]:
    """The names in an array, or the one that `value` is."""
    return {found for part in (sequence(value) or (value,)) if (found := name(part))}
