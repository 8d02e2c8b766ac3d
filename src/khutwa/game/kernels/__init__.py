"""The only compiled room: inner loops that run as machine code where numba is installed."""

from khutwa.game.kernels.compiling import Floats, Ints, available, compiled

__all__ = ["Floats", "Ints", "available", "compiled"]
