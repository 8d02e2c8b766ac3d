"""A row of HXL tags below the headings of a table, and no more of HXL.

Humanitarian Exchange Language 1.1 (hxlstandard.org): a hashtag such as `#date`, then attributes
such as `+reported`. HXL is being retired from the Humanitarian Data Exchange; files with tags stay.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_TAG = re.compile(r"#[a-z][a-z0-9_]*(?:\s*\+\s*[a-z][a-z0-9_]*)*", re.IGNORECASE)


def tags(columns: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    """Return the tag of each column, where a row is a row of tags; else nothing.

    As HXL demands, every cell of such a row is a tag or empty, and one at least is a tag.
    """
    texts = [cell.strip() for cell in cells]
    if not any(texts) or not all(_TAG.fullmatch(text) for text in texts if text):
        return {}
    plain = [re.sub(r"\s+", "", text).lower() for text in texts]
    return {column: tag for column, tag in zip(columns, plain, strict=False) if tag}
