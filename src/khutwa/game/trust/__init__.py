"""How much trust a plan takes: how sure each party must be that the others keep their word."""
