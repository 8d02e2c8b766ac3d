"""The game in which nobody imposes an order."""
