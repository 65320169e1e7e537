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
    "An archive keeps every source file of a release under the SHA-256 of its bytes. A file is missing or is not what it was, so the release cannot be made again from it. Building the same words again with `--archive` mends what it can; otherwise bring the "
    "archive back from a backup copy; nothing in an archive is ever changed on purpose.",
)
NO_SUCH_VERSION = error(
    "W106",
    "version-not-kept",
    "To say what changed, Wardleaf needs the words of the earlier version: one that an approval kept (`wardleaf history HANDOUT`), a revision of git, a release in an archive (`wardleaf build --archive DIR` keeps each), or a manifest whose "
    "releases are in an archive.",
)

NOT_SETTLED = error(
    "W107",
    "not-safely-kept",
    "The file was written, but the computer reported a fault of the disk while bringing it there for good, so it may be gone after a power cut. Ask whoever looks after the computer to look at the disk, "
    "and run the command again.",
)
IN_USE = error(
    "W108",
    "file-in-use",
    "Another command (`wardleaf approve`, `withdraw` or `references`) is writing into the same file of the library, and did not come to its end within ten seconds. Nothing was written. Run the command again.",
)
NOT_LOCKED = warning(
    "W109",
    "unguarded-drive",
    "Decisions and references are written one after the other, so that of two people who do so at once neither loses anything. The drive of this library, as some network drives do, gives no way to keep others out "
    "meanwhile. Wardleaf has looked before and after writing that everything is there; still, agree that one person at a time approves, or approve on the computer that has the files.",
)
CHANGED_MEANWHILE = error(
    "W110",
    "approvals-changed-meanwhile",
    "Somebody else changed `approvals.yaml` while a decision was being written into it. Look whether the decision stands at its end, and run the command again if not.",
)
ARCHIVE_MENDED = warning(
    "W112",
    "archive-mended",
    "A file of the archive had no bytes or others than its name says, as after a power cut. What was built now is the same, so it was written again. Look whether other files of the archive were "
    "damaged at that time: `wardleaf verify CODE-HASH` looks at those of one release.",
)
STALE_FILE = warning(
    "W111",
    "stale-file",
    "The folder of finished handouts still holds a file of a handout that was withdrawn, renamed or deleted, or of a clinic that is gone, and somebody may print it. "
    "`wardleaf build --prune` removes those that Wardleaf made itself, print files first; a file that was changed since is left for you to look at.",
)

FAULTS: tuple[Fault, ...] = (
    NOT_WRITABLE,
    OPEN_ELSEWHERE,
    IN_THE_WAY,
    MANIFEST_UNREADABLE,
    ARCHIVE_DAMAGED,
    NO_SUCH_VERSION,
    NOT_SETTLED,
    IN_USE,
    NOT_LOCKED,
    CHANGED_MEANWHILE,
    ARCHIVE_MENDED,
    STALE_FILE,
)
