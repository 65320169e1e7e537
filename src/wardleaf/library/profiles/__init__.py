"""How a country writes quantities and dates, one YAML file a profile. The thresholds that its rules ask for join them later."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from wardleaf.source.keys import Key


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """The habits of one country. Names in braces are filled in."""

    name: Annotated[str, Key("the file's name: uk, us")]
    quantity_space: Annotated[bool, Key("yes: `250 mg`; no: `250mg`")]
    degree_space: Annotated[bool, Key("yes: `38 °C`; no: `38°C`")]
    fahrenheit: Annotated[bool, Key("yes: `38 °C (100.4 °F)`")]
    date_pattern: Annotated[str, Key("{day}, {month} and {year}, in their order")]
    month_pattern: Annotated[str, Key("{month} and {year}, in their order")]
