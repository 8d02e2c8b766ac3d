"""The rules of evidence, one a file."""
