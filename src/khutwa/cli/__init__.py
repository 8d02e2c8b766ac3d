"""The command line: one command a file, each thin."""

from khutwa.cli.main import main

__all__ = ["main"]
