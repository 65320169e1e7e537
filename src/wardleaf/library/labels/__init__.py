"""The words that Wardleaf itself prints, one YAML file a language; a file that extends another gives only its
differences.

English ships in this folder. Other languages are sheets of a library, `handouts/labels/LANGUAGE.yaml`.
"""

from __future__ import annotations

from typing import Annotated

from msgspec import Struct

from wardleaf.findings import Span
from wardleaf.source.keys import At, Key


class Labels(Struct, frozen=True, kw_only=True):
    """Printed words of one language. Names in braces are filled in. An empty `date_pattern` or `month_pattern` leaves
    dates to the clinic's profile.
    """

    language: str
    page_of: str
    page: str
    pages_two: str
    contents: str
    key_points: str
    prepared_for: str
    field_name: str
    field_hospital_number: str
    field_nurse: str
    call_now: str
    call_day_night: str
    call_day: str
    call_night: str
    call_emergency: str
    call_number_words: str
    advice_day_night: str
    note: str
    warning: str
    version: str
    short_of_time: str
    specimen: str
    draft: str
    references: str
    references_on_request: str
    references_short_note: str
    reference_words: str
    authors_two: str
    authors_many: str
    cited_on: str
    read_count: str
    dark_figures: str
    icon_alt: str
    tick_box: str
    write_here: str
    write_lines: str
    imprint: str
    imprint_code: str
    imprint_parts: str
    imprint_last_reviewed: str
    imprint_review_by: str
    imprint_written_by: str
    imprint_reviewed_by: str
    imprint_to_agree: str
    imprint_evidence: str
    imprint_evidence_full: str
    imprint_evidence_short: str
    imprint_evidence_none: str
    imprint_evidence_one: str
    imprint_evidence_one_none: str
    imprint_funding: str
    imprint_funding_none: str
    imprint_publisher: str
    imprint_contact: str
    imprint_feedback: str
    imprint_formats: str
    imprint_qr_words: str
    disclaimer: str
    added_notes: str
    added_questions: str
    added_appointments: str
    appointment_columns: str
    months: str
    reviewed_in: str
    issue: str
    imprint_extended: str
    imprint_extended_value: str
    larger_text: str = ""
    date_pattern: str = ""
    month_pattern: str = ""


class LabelSheet(Labels, frozen=True, kw_only=True):
    """`handouts/labels/LANGUAGE.yaml`: the printed words in a language that Wardleaf has none in, and who answers for
    them.
    """

    extends: Annotated[
        At[str] | None, Key("another sheet of the same language, of which this one gives the differences")
    ] = None
    translated_by: Annotated[At[str], Key("who translated the words: name and role")]
    reviewed_by: Annotated[At[str], Key("who checked them: name and role")]
    span: Span

    @property
    def labels(self) -> Labels:
        return Labels(**{name: getattr(self, name) for name in Labels.__struct_fields__})
