"""Help must not wait for numpy: what a start of `khutwa` loads."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = ("numpy", "scipy", "pydantic", "rich", "ruamel", "babel", "jinja2")
SAY = "print(*sorted({name.partition('.')[0] for name in sys.modules}), file=sys.stderr)"


def loaded_by(*arguments: str) -> set[str]:
    """Return the packages that a command has loaded when it ends."""
    code = (
        "import sys; from khutwa.cli import main\n"
        f"sys.argv = ['khutwa', *{list(arguments)!r}]\n"
        f"try:\n    main()\nfinally:\n    {SAY}"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=True
    )
    return set(done.stderr.split())


@pytest.mark.parametrize(
    "arguments", [["--help"], ["--version"], ["--help", "--lang", "ar"]], ids=" ".join
)
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    assert not loaded_by(*arguments) & set(HEAVY)


def test_the_package_itself_loads_nothing_heavy() -> None:
    code = f"import sys, khutwa\n{SAY}"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not set(done.stderr.split()) & set(HEAVY)


def test_what_is_needed_is_loaded_when_it_is_needed() -> None:
    assert "rich" in loaded_by("examples")
