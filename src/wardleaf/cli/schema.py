"""`wardleaf schema`: JSON Schemas for editors."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path

import click

from wardleaf.cli.console import leave, say, show_findings
from wardleaf.cli.options import library_option, library_root, shown_path

_FIRST_LINES = {
    "handout": "handouts/NAME.yaml",
    "clinic": "handouts/clinics/NAME.yaml",
    "library": "handouts/library.yaml",
    "references": "handouts/references.yaml",
    "glossary": "handouts/glossary.yaml",
    "spelling": "handouts/spelling.yaml",
    "labels": "handouts/labels/LANGUAGE.yaml",
    "style": "styles/NAME.yaml",
}


@click.command("schema")
@click.option(
    "--out", metavar="DIR", type=click.Path(path_type=Path), help="Where to write. Without it: schemas/ in the library."
)
@library_option
def command(*, out: Path | None, library: Path | None) -> None:
    """Write a JSON Schema for each kind of file, so that an editor completes keys and underlines mistakes while you type.

    Works in Visual Studio Code with the extension "YAML" by Red Hat, and in every editor with yaml-language-server.
    """
    from wardleaf.findings import Findings
    from wardleaf.library.editor_schemas import library_schemas
    from wardleaf.records.files import write_file
    from wardleaf.source.json_schema import json_schema
    from wardleaf.style.editor_schema import style_schema

    root = library_root(library)
    folder = out or root / "schemas"
    findings = Findings()
    spelling = json_schema(tuple[Mapping[str, str], ...], title="Reviewed spellings: handouts/spelling.yaml")
    for name, schema in (library_schemas() | {"spelling": spelling, "style": style_schema()}).items():
        path = folder / f"{name}.schema.json"
        text = json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
        if write_file(path, text.encode(), shown=shown_path(path), findings=findings):
            say(shown_path(path))
    show_findings(findings, format="text", err=True)
    leave(findings)
    say("\nPut the line for its kind at the top of a file:")
    for name, file in _FIRST_LINES.items():
        say(f"\n{file}\n  # yaml-language-server: $schema={_from(root / file, folder / f'{name}.schema.json')}")
    say(
        "\nsection.schema.json is for the lines between --- and --- of a section; editors apply it where they know Markdown with front matter."
    )


def _from(file: Path, schema: Path) -> str:
    """The way from the folder of `file` to `schema`, as an editor reads it."""
    try:
        return os.path.relpath(schema.absolute(), file.absolute().parent).replace(os.sep, "/")
    except ValueError:  # another drive on Windows
        return schema.absolute().as_uri()
