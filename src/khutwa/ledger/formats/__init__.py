"""The formats of a ledger, one a file."""
