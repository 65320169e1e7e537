"""The entry: `wardleaf` and `python -m wardleaf`. What nobody foresaw ends here, and is told as our mistake."""

from __future__ import annotations

import gc
import sys
import traceback

_OBJECTS_BETWEEN_SWEEPS = 200_000  # a build makes many small values and drops few before it ends: sweeping them costs a quarter of a long handout


def main() -> None:
    """Run the command line and leave with its exit code: 0 clean, 1 findings at error level or our own mistake, 2 wrong
    usage.
    """
    from wardleaf.cli.group import wardleaf

    gc.set_threshold(_OBJECTS_BETWEEN_SWEEPS)
    try:
        wardleaf(prog_name="wardleaf")
    except Exception:  # the last resort: a traceback alone would leave a nurse without a next step
        told = [
            "This is a mistake in Wardleaf, not in your files. Files that were finished before it are complete.",
            "Please report it with the lines below and with what you typed.",
            "",
            traceback.format_exc(),
        ]
        sys.stderr.write("\n".join(told).encode("ascii", "backslashreplace").decode("ascii"))
        sys.exit(1)


if __name__ == "__main__":
    main()
