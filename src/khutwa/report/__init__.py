"""Drawings and the brief."""

from khutwa.report.brief import brief_html
from khutwa.report.drawings import DRAWINGS, drawing
from khutwa.report.noise_drawing import draw_noise
from khutwa.report.pdf import NoBrowser, print_pdf

__all__ = ["DRAWINGS", "NoBrowser", "brief_html", "draw_noise", "drawing", "print_pdf"]
