"""Parties who err: agent quantal response."""
