"""Drawings, the brief and the page of an article."""

from khutwa.report.article import article_html
from khutwa.report.brief import brief_html
from khutwa.report.drawings import DRAWINGS, drawing
from khutwa.report.noise_drawing import draw_noise
from khutwa.report.pdf import NoBrowser, print_pdf

__all__ = [
    "DRAWINGS",
    "NoBrowser",
    "article_html",
    "brief_html",
    "draw_noise",
    "drawing",
    "print_pdf",
]
