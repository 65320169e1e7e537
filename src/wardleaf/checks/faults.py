"""Everything that this room can tell: the faults of all rules, and those of allowances."""

from __future__ import annotations

from wardleaf.checks.allowances import FAULTS as ALLOWANCE_FAULTS
from wardleaf.checks.registry import all_rules
from wardleaf.findings import Fault

FAULTS: tuple[Fault, ...] = (*ALLOWANCE_FAULTS, *(rule.fault for rule in all_rules()))
