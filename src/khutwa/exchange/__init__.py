"""Other people's formats: what leaves for and comes from other programs."""
