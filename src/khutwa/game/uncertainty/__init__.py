"""How far a verdict rests on the stakes."""
