"""Colours and fonts, one for all drawings and pages.

Text stands in dark ink on white or near-white (contrast above 4.5); nothing is said by colour
alone.
"""

FONTS = "'IBM Plex Sans Arabic', 'Noto Sans Arabic', 'Noto Sans', 'Segoe UI', Tahoma, sans-serif"

INK = "#1b1f24"
QUIET = "#57606a"
LINE = "#8c959f"
PALE = "#f3f5f7"
GRID = "#d8dee4"
ALARM = "#a40e26"
ALARM_FAINT = "#fff5f4"
ALARM_PALE = "#fde2e0"
GOOD_PALE = "#dbeafb"
ACCENT = "#0b5394"
ACCENT_PALE = "#9db7d5"

OWNERS = ("#0072b2", "#b35400", "#007a5e", "#8a3f78", "#7a6a00", "#35578a", "#5b5b5b")
"""Stripes of the parties, after Okabe and Ito, darkened for white paper."""
