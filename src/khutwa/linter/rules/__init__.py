"""One rule, one file; a file that defines `RULE` is a rule."""
