"""The order of steps whose weakest link is the strongest."""
