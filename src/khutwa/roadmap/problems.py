"""What can be wrong with a file before its meaning is looked at: one entry a code.

The linter's rules begin at KH100; what stands here is found while loading.
"""

from __future__ import annotations

from khutwa.roadmap.problem import (
    LINK_OUT,
    NOT_OTHER_FILES,
    NOT_UTF_8,
    UNREADABLE,
    Problem,
    by_name,
)
from khutwa.words import M

_READ = M("Nothing can be said of a plan that cannot be read.")
_GUESS = M("A value that cannot be read would have to be guessed, and this product never guesses.")
_NAME = M(
    "Names tie steps, parties and conditions together; a name that misleads ties the wrong ones."
)
_MAP = M("On a map the place would lie where it is not.")
_TIE = M("A reference to nothing would silently drop a promise from every later result.")

_ALL = (
    Problem(
        "KH001", "unreadable", UNREADABLE, _READ,
        M("Check the path; give the plan's file or the folder that holds roadmap.yaml."),
    ),
    Problem(
        "KH002", "too-large", M("The file has {size} bytes; a plan may have {most}."),
        M("Even two thousand steps need far less; a file this large is not a plan."),
        M("Check that this is the right file; move annexes and evidence to files of their own."),
    ),
    Problem(
        "KH003", "encoding", NOT_UTF_8,
        M("Read under the wrong encoding, Arabic and Russian names turn into other letters."),
        M("In the editor choose \"Save as\" and the encoding UTF-8."),
    ),
    Problem(
        "KH004", "yaml-syntax", M("The text is not well-formed YAML here: {said}"), _READ,
        M("Look at this line and the one above it: indentation by spaces, a space behind each "
          "colon, quotes around a text that itself holds a colon or begins with a dash alone."),
    ),
    Problem(
        "KH005", "anchor", M("Anchors and aliases (& and *) are not used in plans."),
        M("A few lines of aliases can grow to millions of values, and a reader of the file cannot "
          "see what a line stands for."),
        M("Write the value out at each place."),
    ),
    Problem(
        "KH006", "tag", M("The tag {given} is not used in plans; nothing is included or run."),
        M("A plan is mailed between people who need not trust each other: opening it must do "
          "nothing but read it."),
        M("Remove the tag and write the value itself."),
    ),
    Problem(
        "KH007", "duplicate-key", M("{given} stands twice here; the first is in line {first}."),
        M("One of the two would be lost without a word."),
        M("Rename or remove one of them, or merge the two."),
    ),
    Problem(
        "KH008", "too-deep", M("Values are nested more than {most} levels deep here."), _READ,
        M("A plan needs six levels; look for a bracket that is never closed."),
    ),
    Problem(
        "KH009", "several-documents", M("A second document begins here (---)."),
        M("Only the first would count."), M("Keep one plan in one file."),
    ),
    Problem(
        "KH010", "leaves-folder", LINK_OUT,
        NOT_OTHER_FILES,
        M("Copy the plan into the folder, or open it where it really lies."),
    ),
    Problem(
        "KH011", "hidden-character",
        M("The name {given} holds something that is not seen (such as a direction mark, or a sign "
          "apart from its letter)."), _NAME,
        M("Type the name again by hand instead of pasting it."),
    ),
    Problem(
        "KH012", "control-character", M("The text holds a control character here."), _READ,
        M("Remove it; it often comes with text pasted from a PDF."),
    ),
    Problem(
        "KH013", "empty-file", M("The file says nothing."), _READ,
        M("Begin with `title:` and `steps:`, or run `khutwa new`."),
    ),
    Problem(
        "KH014", "bad-key", M("A key here is not a name."), _GUESS,
        M("Write `name: value`, the name a plain word."),
    ),
    Problem(
        "KH015", "override-character",
        M("The text holds a character that reorders what is seen (U+{given})."),
        M("It can make a line read otherwise than the machine reads it."),
        M("Remove it; Arabic and Hebrew need no such character in a plan."),
    ),
    Problem(
        "KH020", "unknown-key", M("{given} is not a field here."),
        M("What it says would be ignored."), M("Fields here: {allowed}."),
    ),
    Problem(
        "KH021", "missing", M("The field {given} is missing."), _READ, M("Add `{given}:`."),
    ),
    Problem(
        "KH022", "bad-value", M("{given} is not a value for this field: {said}"), _GUESS,
        M("See `khutwa schema` or the file reference for what may stand here."),
    ),
    Problem(
        "KH023", "bad-text", M("A text is missing or has another form here."),
        M("People read this in several languages."),
        M("Write a text in quotes, or one a language: {example}."),
    ),
    Problem(
        "KH024", "bad-date", M("{given} is not a date of the calendar."), _GUESS,
        M("Write year-month-day as in 2015-12-18, or 2015-12, or 2015."),
    ),
    Problem(
        "KH025", "bad-duration", M("{given} is not a length of time."), _GUESS,
        M("Write `30 days`, `18 months`, or P30D, P18M."),
    ),
    Problem(
        "KH026", "bad-moment", M("{given} is not a point in time."), _GUESS,
        M("Write a date (2015-12-31), a clock or step, or `30 days after adoption`."),
    ),
    Problem(
        "KH027", "bad-within", M("{given} does not say how long and from when."),
        M("A period without a beginning never ends."),
        M("Write `30 days of adoption`, where adoption is a clock or a step."),
    ),
    Problem(
        "KH028", "bad-condition", M("The condition cannot be read: {said}"),
        M("A condition decides when a step may begin; a misread one changes the plan."),
        M("{advice}"),
    ),
    Problem(
        "KH029", "bad-stake", M("{given} is not a stake."), _GUESS,
        M("Write a number, a list [low, likely, high] in ascending order, or one of "
          "--- -- \"-\" 0 + ++ +++."),
    ),
    Problem(
        "KH030", "bad-share", M("{given} is not a share."), _GUESS,
        M("Write a number from 0 to 1 or a percentage such as 80%."),
    ),
    Problem(
        "KH031", "bad-patience", M("{given} is not a patience."),
        M("Patience says how much next year counts against now; results move with it."),
        M("Write very low, low, medium, high, very high, a yearly discount factor between 0 and 1, "
          "or a yearly rate such as 12%."),
    ),
    Problem(
        "KH032", "bad-name", M("{given} cannot be a name here."), _NAME,
        M("Begin with a letter; go on with letters, digits, `_` or `-`."),
    ),
    Problem(
        "KH033", "reserved-name", M("{given} is a word of the condition language."),
        M("A condition that names it could not be read."), M("Choose another name."),
    ),
    Problem(
        "KH034", "not-a-mapping", M("Fields (`name: value`) are expected here."), _GUESS,
        M("Write the fields below this line, indented by two spaces."),
    ),
    Problem(
        "KH035", "bad-tranches", M("{given} is not a number of tranches."), _GUESS,
        M("Write a number from 2 to 50 or a list of shares such as [30%, 30%, 40%]."),
    ),
    Problem(
        "KH036", "bad-choice", M("{given} is none of the words that may stand here."), _GUESS,
        M("Write one of: {allowed}."),
    ),
    Problem(
        "KH037", "too-few-readings", M("A contested clock needs at least two readings."),
        M("With one reading nothing is contested."), M("Add the rival reading, or use `at:`."),
    ),
    Problem(
        "KH038", "takes-order", M("{given} does not run from the shortest to the longest time."),
        M("The timetable would have a latest end before the earliest one."),
        M("Write [shortest, longest] or [shortest, likely, longest]."),
    ),
    Problem(
        "KH039", "either-or", M("{given} and {other} exclude each other."),
        M("One of the two would be ignored without a word."),
        M("Keep the one that counts; a `note:` may tell of the other."),
    ),
    Problem(
        "KH040", "unknown-step", M("{given} is neither a step nor a fact of this plan."), _TIE,
        M("Add it under `steps:` or `facts:`."),
    ),
    Problem(
        "KH041", "unknown-actor", M("{given} is neither a party nor a role of this plan."), _TIE,
        M("Add it under `parties:` or `roles:`."),
    ),
    Problem(
        "KH042", "unknown-clock", M("{given} is neither a clock nor a step of this plan."), _TIE,
        M("Add it under `clocks:`."),
    ),
    Problem(
        "KH043", "unknown-demand", M("{given} is no demand of a framework of this plan."), _TIE,
        M("Write `framework.demand`."),
    ),
    Problem(
        "KH044", "name-twice", M("The name {given} is already used for another thing."), _NAME,
        M("Steps, facts and clocks share one set of names; so do parties and roles. Rename one."),
    ),
    Problem(
        "KH045", "scheduled-twice", M("{given} stands in the schedule twice."),
        M("A step is done once; the stakes would count double."),
        M("Keep it in one stage, or split it with `tranches:`."),
    ),
    Problem(
        "KH046", "stake-of-role", M("{given} has stakes but is no party."),
        M("Roles help or hinder; only parties hold stakes and decide."),
        M("Move it to `parties:`, or remove these stakes."),
    ),
    Problem(
        "KH047", "whole-of-tranches", M("{given} is carried out in tranches."),
        M("A stage must say which part is done in it."),
        M("Name the parts: {parts}."),
    ),
    Problem(
        "KH048", "shares", M("The shares of the tranches add up to {given}."),
        M("A step that is done in parts is done when the parts make the whole."),
        M("Make the shares add up to 100%."),
    ),
    Problem(
        "KH049", "clock-loop", M("The clock {given} waits for itself."),
        M("Its deadline would never come."), M("Let one clock of the loop start at a date."),
    ),
    Problem(
        "KH050", "unknown-source", M("{given} is no source of this plan."),
        M("Nobody could look up what is said to stand there."), M("Add it under `sources:`."),
    ),
    Problem(
        "KH051", "unknown-place", M("{given} is no place of this plan."),
        M("The step would lie nowhere on a map."),
        M("Add it under `places:`, where a name alone is enough."),
    ),
    Problem(
        "KH052", "bad-position", M("{given} is not a position on the earth."),
        M("Which of two numbers is the latitude would have to be guessed."),
        M("Write {example}, in decimal degrees."),
    ),
    Problem(
        "KH053", "bad-latitude", M("{given} is not a latitude."), _MAP,
        M("Write decimal degrees from -90 (south) to 90 (north), as in 35.93. A number beyond 90 "
          "is a longitude."),
    ),
    Problem(
        "KH054", "bad-longitude", M("{given} is not a longitude."), _MAP,
        M("Write decimal degrees from -180 (west) to 180 (east), as in 36.63."),
    ),
    Problem(
        "KH055", "bad-area", M("These corners do not go round one piece of land."),
        M("Inside and outside could not be told apart."),
        M("Name each corner once, three or more, in the order in which one meets them along the "
          "border; the last is joined to the first."),
    ),
)  # fmt: skip

PROBLEMS = by_name(_ALL, {})
"""Every problem by name."""
