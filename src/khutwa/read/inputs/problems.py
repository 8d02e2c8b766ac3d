"""What can be wrong with an article before it is read: one entry a code."""

from __future__ import annotations

from typing import Any

from khutwa.roadmap.diagnostic import Diagnostic, Place, Severity
from khutwa.roadmap.problem import (
    LEAVE,
    LINK_OUT,
    NOT_OTHER_FILES,
    OTHER_LETTERS,
    READ_AS,
    UNREADABLE,
    Problem,
    by_name,
)
from khutwa.words import M

_READ = M("Nothing can be said of an article that cannot be read.")
_LIMIT = M("A file made to fill the memory or to take for ever must not stop the others.")
_RAISE = M("Where it is worth it, raise the limit with `--largest` or `--seconds`.")
_COPY = M("Open it, copy its text into a text file and read that.")

_ALL = (
    Problem(
        "KH971", "unreadable", UNREADABLE, _READ,
        M("Check the path."),
    ),
    Problem(
        "KH972", "too-large", M("It has more than {most} bytes; it is not read."), _LIMIT, _RAISE,
    ),
    Problem(
        "KH973", "too-long",
        M("It was given up: it took more than {seconds} seconds or more memory than an article may "
          "take."),
        _LIMIT, _RAISE,
    ),
    Problem(
        "KH974", "encoding", M("Nobody can tell in which encoding this text is."),
        M("Read under the wrong encoding, Arabic and Russian words turn into other letters."),
        M("In the editor choose \"Save as\" and the encoding UTF-8."),
    ),
    Problem(
        "KH975", "read-as", READ_AS,
        OTHER_LETTERS, LEAVE,
    ),
    Problem(
        "KH976", "no-library", M("Articles of the kind {kind} are read by {library}, which is not "
                                 "installed."),
        _READ, M("Run `pip install 'khutwa[reading]'`."),
    ),
    Problem(
        "KH977", "broken", M("It is not a whole document of the kind {kind}: {error}"),
        _READ, _COPY,
    ),
    Problem(
        "KH978", "no-text", M("No text was found in it."),
        M("A page may hold pictures of words, or words that a program of the page puts there."),
        _COPY,
    ),
    Problem(
        "KH979", "unknown-kind", M("It is neither a text nor HTML, PDF, DOCX, a feed or an "
                                   "archive."),
        _READ, M("Save it as one of these."),
    ),
    Problem(
        "KH980", "reversed", M("The letters of its Arabic words stand in the wrong order."),
        M("Some programs write a PDF as it looks, from left to right. Turned round by guess, a "
          "number or a name would be another."),
        _COPY,
    ),
    Problem(
        "KH981", "leaves-folder", LINK_OUT,
        NOT_OTHER_FILES,
        M("Copy the article into the folder."),
    ),
    Problem(
        "KH982", "not-fetched", M("{error}"), _READ,
        M("Save the page from a browser and read the file."),
    ),
    Problem(
        "KH983", "asked-not-to", M("The server of {url} asks programs not to read it."),
        M("Who puts a page on the web may say so in robots.txt, and that is kept to (RFC 9309)."),
        M("Read it in a browser; ask its owners."),
    ),
    Problem(
        "KH984", "same-text", M("It has the same text as {other}; it is read once."),
        M("A text that two papers print is one source and not two."), LEAVE,
    ),
    Problem(
        "KH985", "reader-fell", M("The process that read it ended twice; it is left out."), _LIMIT,
        M("Read it by itself; if that fails too, tell the authors of this program."),
    ),
    Problem(
        "KH986", "dated", M("It says that it was published on {day}; \"yesterday\" is counted from "
                            "there."),
        M("A wrong day of publication makes every day that is counted from it wrong."),
        M("Where this is wrong, say it with `--date`."),
    ),
    Problem(
        "KH987", "several", M("It holds many articles."),
        M("Proposals are numbered within one article."),
        M("Say with `--out` into which file the proposals go, or name one of its articles."),
    ),
    Problem(
        "KH988", "empty", M("There is no article in it."), _READ, M("Check the path."),
    ),
    Problem(
        "KH989", "only-summary", M("Only what the feed itself says of the article was read."),
        M("A summary leaves out who said it and what was denied."),
        M("Read the article that it points to: {url}."),
    ),
    Problem(
        "KH990", "too-deep", M("Its tags stand more than {most} deep in each other."),
        _LIMIT, _COPY,
    ),
)  # fmt: skip

PROBLEMS = by_name(
    _ALL,
    dict.fromkeys(("read-as", "same-text", "dated"), Severity.INFO)
    | dict.fromkeys(("only-summary", "leaves-folder", "unknown-kind"), Severity.WARNING),
)
"""Every problem by name; an article with an error is not read."""


class InputError(Exception):
    """Why an article is not read.

    Attributes:
        problem: Name of the problem.
        file: How messages call the article.
        values: What its texts are filled with.
    """

    def __init__(self, problem: str, file: str, /, **values: Any) -> None:
        super().__init__(problem)
        self.problem, self.file, self.values = problem, file, values

    @property
    def diagnostic(self) -> Diagnostic:
        """Return what is wrong, and what to do."""
        return finding(self.problem, self.file, **self.values)


def finding(name: str, place: str, /, **values: Any) -> Diagnostic:
    """Return the diagnostic of the problem `name` of an article, its texts filled with values."""
    return PROBLEMS[name].found(Place(place), **values)
