"""R6: who answers for a handout, whether its words are the approved ones, and until when it may be given out."""

from __future__ import annotations

from wardleaf.findings import Fault, error, info, warning

# --- who answers (GV-01) ----------------------------------------------------------------------------------------------

PERSON_NOT_NAMED = error(
    "R601",
    "unnamed-person",
    "A reader, and anybody who finds the handout years later, must be able to learn who wrote it, who checked it and who approved it. `tbc`, `none` or a dash names "
    "nobody. Write name and role: `A. Morgan, nurse specialist`.",
)
ROLE_MISSING = error(
    "R602",
    "missing-role",
    "A name alone does not say why this person can answer for the words. Write the role after a comma: `Dr S. Rao, oncologist`.",
)
REVIEWER_IS_AUTHOR = error(
    "R603",
    "reviewer-is-author",
    "Nobody sees the mistakes in their own words. The clinical reviewer is somebody other than the person who wrote the handout.",
)

# --- approval (GV-02) -------------------------------------------------------------------------------------------------

NOT_APPROVED = error(
    "R604",
    "unapproved-part",
    "Nobody has approved this part yet, so every page of a handout that uses it says DRAFT. There are three kinds of part: a section with its sources, approved once "
    "wherever it is used; a clinic's facts, approved by their owner; a handout's own choice, order and words. `wardleaf approve PART --as \"Name, role\"` records it.",
)
CHANGED_PART = error(
    "R605",
    "changed-part",
    "This part was approved, and somebody changed it afterwards, so every page of a handout that uses it says DRAFT. Only this part needs approval again: undo the change, or ask for "
    '`wardleaf approve PART --as "Name, role"`.',
)
WITHDRAWN = error(
    "R606",
    "withdrawn-handout",
    "This handout was withdrawn and must not be given out, so no file is made of it, not even a draft. When it may be used again, somebody approves its own part anew: "
    '`wardleaf approve handout:NAME --as "Name, role"`.',
)
SPECIMEN_APPROVAL = error(
    "R607",
    "approved-specimen",
    "A specimen is a clinic that does not exist, so nobody can answer for its telephone numbers. Put real facts into the clinic's file and delete `specimen: yes`; then its "
    "owner can approve them.",
)
PART_IS_GONE = info(
    "R608",
    "approval-without-part",
    "`approvals.yaml` holds a decision about a section, clinic or handout that is not in the library: it was renamed or deleted. A renamed part needs approval under its new "
    "name. The entry may stay as a record.",
)
PERSON_NOT_RECORDED = error(
    "R609",
    "unrecorded-decision",
    "An entry of `approvals.yaml` that approves something says who did, and as what: `by` and `role`. Entries are written by `wardleaf approve`; one written by hand that names nobody "
    "does not count.",
)

UNREADABLE_WITHDRAWAL = error(
    "R618",
    "unreadable-withdrawal",
    "A decision in `approvals.yaml` cannot be read, and it may withdraw a handout. Until somebody mends it, no file is made of the handout that it is about; when that cannot be told either, of "
    "none. Mend the line that is named, or bring the file back from a backup copy. `wardleaf approve` and `wardleaf withdraw` write nothing before that.",
)
UNREADABLE_APPROVAL = error(
    "R619",
    "unreadable-approval",
    "An approval in `approvals.yaml` cannot be read, so that nobody can tell what was approved and which issue this is: every page of a handout that it is about says DRAFT. Mend the line that is "
    "named, or bring the file back from a backup copy.",
)

VERSION_USED_TWICE = error(
    "R620",
    "version-used-twice",
    "Code, version and issue at the foot of a page say which words somebody holds, so no number stands for two wordings. These words were approved once, then changed, and the version is still the "
    "same. Write a new `version`, and let the handout's own part be approved again. A clinic's facts and review dates need no new version: they make the next issue by themselves.",
)
NOT_ENTITLED = error(
    "R621",
    "unentitled-approval",
    "`approvers` in `library.yaml` says who may approve what, and somebody who approved this is not among them, or wrote it. Let somebody approve it who may, or add the person: "
    "`- {name: Dr S. Rao, role: oncologist, may: [sections]}`. A person who left stays there, with `until`. Somebody may approve their own words only where `own-words` gives a reason.",
)
UNKNOWN_RIGHT = error(
    "R622",
    "unknown-right",
    "What stands under `may` in `library.yaml` is `sections`, `clinics` or `handouts`, or one of them: `section:topic/name`, `section:topic/` for all below, `clinic:name`, `handout:name`. "
    "This one says no part of the library, so it lets nobody approve anything.",
)

UNFINISHED = error(
    "R623",
    "unfinished-part",
    "Words that were to be replaced are left in this part: what `wardleaf new` starts with, `TBC`, `[insert …]` and the like. Nobody can answer for words that are not there yet. Write what belongs there, and approve then.",
)

# --- what is printed (GV-03) ------------------------------------------------------------------------------------------

CODE_NOT_PRINTED = error(
    "R610",
    "code-missing-on-page",
    "A sheet in somebody's hand is traced by the code, version and hash at its foot. On this page they do not stand in full, because the line is too narrow for them. Choose a shorter "
    "`code` or `version`, or make the running footer's type smaller in the style.",
)

# --- dates (GV-04) ----------------------------------------------------------------------------------------------------

REVIEW_DUE = warning(
    "R611",
    "review-due-soon",
    "The date by which somebody must check these words again is less than 90 days away. A review takes time: begin now. `wardleaf due` lists everything that is due.",
)
REVIEW_OVERDUE = error(
    "R612",
    "overdue-review",
    "The date by which somebody should have checked these words again has passed, so no file is made. The earliest date of a handout and its sections counts. Review the words and set "
    "new dates, or move the handout's date once: `extend: {until: 2027-05-01, by: …, reason: …}` under `review`, at most six months.",
)
REVIEW_TO_COME = error(
    "R624",
    "review-in-the-future",
    "The date of the last review has not come yet by this computer's clock, so nobody can tell whether the next one is overdue, and no file is made. A computer whose battery is empty begins again "
    "in 1970 or 2000. Set the clock; or, when it is right, write the day on which somebody checked the words as `last-reviewed`.",
)
DATES_IN_DISORDER = error(
    "R613",
    "disordered-review-dates",
    "The date to review by comes after the date of the last review. One of the two is probably mistyped.",
)
LONG_INTERVAL = warning(
    "R614",
    "long-review-interval",
    "Knowledge changes. Handouts are checked again within three years, those about chemotherapy within two. Choose an earlier `review-by`.",
)
EXTENSION_TOO_LONG = error(
    "R615",
    "long-extension",
    "A review date may be moved once, by at most six months, counted from `review-by`. A later date needs a review.",
)

# --- money and marks (GV-05) ------------------------------------------------------------------------------------------

FUNDING_NOT_STATED = error(
    "R616",
    "unstated-funding",
    "Readers may want to know who paid. Write a sentence after `funding`, or `none` when nobody outside did; `tbc` or a dash says neither.",
)
QUALITY_MARK = error(
    "R617",
    "uncertified-quality-mark",
    "Names of quality marks, such as PIF TICK or HONcode, may be printed only by those who hold a valid certificate; a PEMAT score is a person's work, not a program's, and no authority "
    "approves leaflets. HONcode ended in 2022. Delete the words.",
)

FAULTS: tuple[Fault, ...] = tuple(value for value in tuple(globals().values()) if isinstance(value, Fault))
# Whether the words are the approved ones is what approving is for; a review date is moved by `extend`, and the code is
# how a copy is traced.
NOT_ALLOWABLE: tuple[Fault, ...] = (
    NOT_APPROVED,
    CHANGED_PART,
    WITHDRAWN,
    SPECIMEN_APPROVAL,
    PART_IS_GONE,
    PERSON_NOT_RECORDED,
    UNREADABLE_WITHDRAWAL,
    UNREADABLE_APPROVAL,
    VERSION_USED_TWICE,
    NOT_ENTITLED,
    UNKNOWN_RIGHT,
    UNFINISHED,
    CODE_NOT_PRINTED,
    REVIEW_OVERDUE,
    REVIEW_TO_COME,
)
