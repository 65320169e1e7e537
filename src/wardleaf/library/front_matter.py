"""A section file as its parts: what stands between the `---` lines, and the Markdown after them, which nobody reads
here.
"""

from __future__ import annotations

import re

from wardleaf.findings import Findings, SourceFile, Span
from wardleaf.library import faults
from wardleaf.library.schema import FrontMatter, Section
from wardleaf.source.decode import decode
from wardleaf.source.nodes import compose_nodes

_SENTENCE_END = re.compile(r"[.!?][”’\"')]*(?=\s|$)")
_HOW = "the first line is `---`, then `title: …` and the other keys, then `---` again, then the text"


def read_section(file: SourceFile, *, address: str, findings: Findings) -> Section | None:
    """The section in `file`, or None after telling what is wrong with its front matter."""
    lines = file.text.split("\n")
    first = next((number for number, line in enumerate(lines) if line.strip()), 0)
    if lines[first].rstrip() != "---":
        message = "this section does not begin with its front matter"
        findings.add(faults.FRONT_MATTER.at(Span(file, first + 1), message, help=_HOW))
        return None
    last = next(
        (number for number, line in enumerate(lines[first + 1 :], first + 1) if line.rstrip() in ("---", "...")), None
    )
    if last is None:
        span = Span(file, first + 1, 1, 3)
        findings.add(
            faults.FRONT_MATTER.at(
                span, "the front matter is never closed", hint="write `---` on a line of its own after its last key"
            )
        )
        return None
    node = compose_nodes(file, findings=findings, first_line=first + 2, text="\n".join(lines[first + 1 : last]))
    front_matter = decode(node, FrontMatter, findings=findings) if node else None
    if front_matter is None:
        return None
    _check_question(front_matter, findings)
    return Section(
        address=address, front_matter=front_matter, file=file, body="\n".join(lines[last + 1 :]), body_line=last + 2
    )


def _check_question(front_matter: FrontMatter, findings: Findings) -> None:
    question, answer = front_matter.question, front_matter.answer
    if question and not answer:
        findings.add(
            faults.QUESTION_AND_ANSWER.at(
                question.span, "this question has no answer", hint="add `answer:` below it, one sentence"
            )
        )
    if answer and not question:
        findings.add(
            faults.QUESTION_AND_ANSWER.at(answer.span, "this answer has no question", hint="add `question:` above it")
        )
    if question and not question.value.endswith("?"):
        findings.add(
            faults.QUESTION_AND_ANSWER.at(
                question.span, "a question ends with a question mark", hint=f"write `{question.value.rstrip('.!')}?`"
            )
        )
    if answer and [match.end() for match in _SENTENCE_END.finditer(answer.value)] != [len(answer.value)]:
        message = "an answer is one sentence, with a full stop at its end"
        findings.add(
            faults.QUESTION_AND_ANSWER.at(
                answer.span, message, help="what needs more words stands in the section's text"
            )
        )
