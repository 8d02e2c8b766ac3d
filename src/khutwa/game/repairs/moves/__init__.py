"""Repair moves, one a file."""
