"""Run the command line with `python -m khutwa`."""

from khutwa.cli import main

main()
