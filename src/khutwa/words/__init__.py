"""Every text a person reads: messages, languages, and the one formatter."""

from khutwa.words.formatter import (
    Settings,
    format_date,
    format_duration,
    format_list,
    format_number,
    format_partial,
    format_percent,
    format_range,
    harmless,
    use_settings,
)
from khutwa.words.isolate import isolate, isolate_lines, strip_isolates
from khutwa.words.language import (
    LANGUAGES,
    current_language,
    direction,
    guess_language,
    is_rtl,
    set_language,
    use_language,
)
from khutwa.words.message import MN, M, Message
from khutwa.words.text import Text

__all__ = [
    "LANGUAGES",
    "MN",
    "M",
    "Message",
    "Settings",
    "Text",
    "current_language",
    "direction",
    "format_date",
    "format_duration",
    "format_list",
    "format_number",
    "format_partial",
    "format_percent",
    "format_range",
    "guess_language",
    "harmless",
    "is_rtl",
    "isolate",
    "isolate_lines",
    "set_language",
    "strip_isolates",
    "use_language",
    "use_settings",
]
