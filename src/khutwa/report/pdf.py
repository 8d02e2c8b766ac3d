"""Print a page to PDF through an installed browser: what prints is what was looked at."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from khutwa.words import M, Message

BROWSERS = (
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome",
    "microsoft-edge", "msedge", "brave-browser",
)  # fmt: skip
ELSEWHERE = (
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
PATIENCE = 120
"""Seconds after which a browser that does not answer is given up."""


class NoBrowser(Exception):  # noqa: N818  a state of the machine, no slip of code
    """No browser could print the page.

    Attributes:
        message: What to do instead.
    """

    def __init__(self, message: Message) -> None:
        super().__init__(message.template)
        self.message = message


def find_browser() -> str:
    """Return the browser to print with.

    `KHUTWA_BROWSER` names one; otherwise the first of the Chromium family that is installed.

    Raises:
        NoBrowser: if there is none.
    """
    asked = os.environ.get("KHUTWA_BROWSER")
    for name in (asked,) if asked else BROWSERS:
        found = shutil.which(name)
        if found:
            return found
    for place in () if asked else ELSEWHERE:
        if Path(place).exists():
            return place
    raise NoBrowser(
        M("No browser was found that could print a PDF. Write the brief as .html, open it in a "
          "browser and print it there; or name a browser in KHUTWA_BROWSER.")
    )  # fmt: skip


def print_pdf(page: str) -> bytes:
    """Return a page as PDF.

    Args:
        page: The HTML.

    Raises:
        NoBrowser: if no browser is found or it does not print.
    """
    browser = find_browser()
    with tempfile.TemporaryDirectory(prefix="khutwa-") as folder:
        source, target = Path(folder, "page.html"), Path(folder, "page.pdf")
        source.write_text(page, encoding="utf-8")
        command = [
            browser, "--headless", "--disable-gpu", "--no-first-run", "--disable-sync",
            "--disable-background-networking", "--disable-component-update",
            f"--user-data-dir={folder}/profile", "--no-pdf-header-footer",
            f"--print-to-pdf={target}", source.as_uri(),
        ]  # fmt: skip
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            # As root (in a container) a Chromium refuses to start with its sandbox.
            command.insert(1, "--no-sandbox")
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE)
            return target.read_bytes()
        except (OSError, subprocess.SubprocessError) as error:
            raise NoBrowser(
                M("The browser {name} did not print the page. Write the brief as .html, open it "
                  "and print it there.", name=browser)
            ) from error  # fmt: skip


def pages(pdf: bytes) -> int:
    """Return the number of pages of a PDF that a browser printed."""
    return len(re.findall(rb"/Type\s*/Page\b", pdf))
