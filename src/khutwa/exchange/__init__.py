"""Other people's formats: what leaves for and comes from other programs."""

from khutwa.exchange.efg_free import free_efg
from khutwa.exchange.efg_scheduled import scheduled_efg

__all__ = ["free_efg", "scheduled_efg"]
