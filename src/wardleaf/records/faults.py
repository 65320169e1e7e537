"""W: what can keep a finished file from being written."""

from __future__ import annotations

from wardleaf.findings import Fault, error, warning

NOT_WRITABLE = error(
    "W101",
    "folder-not-writable",
    "The computer does not let Wardleaf write into the folder: the permission is missing, the disk is full, or the drive is gone. Nothing was changed. Choose "
    "another folder with `--out`, or ask whoever looks after the computer.",
)
OPEN_ELSEWHERE = error(
    "W102",
    "file-open-elsewhere",
    "Another program holds the file, so it cannot be replaced; on Windows a PDF that is open in a viewer is such a file. The file from before is still there. Close it in "
    "the other program and run the command again.",
)
IN_THE_WAY = error(
    "W103",
    "something-in-the-way",
    "Where a file should go there is a folder of that name, or where a folder should be there is a file. Wardleaf removes neither. Move or rename it, or choose another "
    "folder with `--out`.",
)
MANIFEST_UNREADABLE = warning(
    "W104",
    "manifest-unreadable",
    "`manifest.json` says which files lie in a folder of finished handouts and what they were made of. It could not be read, perhaps because somebody changed it by hand, so "
    "it is written anew and lists only the files of this build. Build all handouts once to complete it.",
)

ARCHIVE_DAMAGED = error(
    "W105",
    "archive-damaged",
    "An archive keeps every source file of a release under the SHA-256 of its bytes. One is missing or is not what it was, so the release cannot be made again from it. Bring the "
    "archive back from a backup copy; nothing in an archive is ever changed on purpose.",
)
NO_SUCH_VERSION = error(
    "W106",
    "version-not-kept",
    "To say what changed, Wardleaf needs the words of the earlier version: a revision of git, a release in an archive (`wardleaf build --archive DIR` keeps each), or a manifest whose "
    "releases are in an archive.",
)

FAULTS: tuple[Fault, ...] = (NOT_WRITABLE, OPEN_ELSEWHERE, IN_THE_WAY, MANIFEST_UNREADABLE, ARCHIVE_DAMAGED, NO_SUCH_VERSION)
