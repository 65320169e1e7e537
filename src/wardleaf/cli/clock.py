"""The one place that asks which day it is; everything else is told."""

from __future__ import annotations

import datetime


def today() -> datetime.date:
    """The day on this computer's clock."""
    return datetime.date.today()
