"""Other people's formats: what leaves for and comes from other programs."""

from khutwa.exchange.efg import free_efg, scheduled_efg

__all__ = ["free_efg", "scheduled_efg"]
