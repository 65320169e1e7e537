"""Windows as far as a folder's access list is concerned, after Microsoft's descriptions of `icacls`, `whoami` and SDDL:
commands change a list, and `/save` writes it.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

ME = "S-1-5-21-1085031214-1563985344-725345543-1001"
INHERITED = f"(A;OICIID;FA;;;SY)(A;OICIID;FA;;;BA)(A;OICIID;FA;;;{ME})"
COLLEAGUES = "(A;OICI;0x1200a9;;;S-1-5-21-1085031214-1563985344-725345543-1007)"
ENGLISH = "Successfully processed 1 files; Failed processing 0 files\r\n"
GERMAN = "1 Dateien erfolgreich verarbeitet, bei 0 Dateien ist ein Verarbeitungsfehler aufgetreten.\r\n"


class Windows:
    """One folder's list. `stays` is what a policy of the hospital puts back, `keeps_lists` says whether the disk has
    access lists at all (FAT has none).
    """

    def __init__(
        self,
        *,
        account: str = ME,
        user: str = "clinic\\nurse",
        says: str = ENGLISH,
        explicit: str = "",
        stays: str = "",
        keeps_lists: bool = True,
        obeys: bool = True,
    ) -> None:
        self.account, self.user, self.says, self.stays, self.keeps_lists, self.obeys = (
            account,
            user,
            says,
            stays,
            keeps_lists,
            obeys,
        )
        self.explicit, self.inherits = explicit, True
        self.commands: list[tuple[str, ...]] = []

    @property
    def sddl(self) -> str:
        """The list as Windows writes it."""
        return f"D:{'AI' if self.inherits else 'PAI'}{self.explicit}{self.stays}{INHERITED if self.inherits else ''}"

    def __call__(self, command: Sequence[str]) -> str:
        program, *rest = command
        self.commands.append(tuple(command))
        if program == "whoami":
            assert rest == ["/user", "/fo", "csv", "/nh"]
            return f'"{self.user}","{self.account}"\r\n' if self.account else ""
        assert program == "icacls"
        if not self.keeps_lists:
            raise OSError("icacls failed")
        folder, *options = rest
        match options:
            case ["/reset", "/q"]:
                self._set(explicit="", inherits=True)
            case ["/inheritance:r", "/grant:r", granted, "/q"]:
                assert granted == f"*{self.account}:(OI)(CI)F"
                self._set(explicit=self.explicit + f"(A;OICI;FA;;;{self.account})", inherits=False)
            case ["/save", file, "/q"]:
                Path(file).write_bytes(f"{Path(folder).name}\r\n{self.sddl}\r\n".encode("utf-16-le"))
            case _:
                raise AssertionError(options)
        return self.says

    def _set(self, *, explicit: str, inherits: bool) -> None:
        if self.obeys:
            self.explicit, self.inherits = explicit, inherits
