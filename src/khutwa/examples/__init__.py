"""Shipped processes: real ones as plans, and a plan to write over."""
