"""Data sets that `khutwa fetch` brings from their owners, and what may be done with them."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from khutwa.exchange.loading import Origin
from khutwa.exchange.pax import PAX
from khutwa.exchange.ucdp_agreements import UCDP
from khutwa.ledger.fetch import Fetched, FetchError, fetch
from khutwa.words import M


@dataclass(frozen=True)
class Dataset:
    """A data set on its owners' server.

    Attributes:
        name: Its name on the command line.
        origin: Whose it is.
        hosts: Servers of its owners.
        address: Of the file; None where its owners give none that lasts.
        file: Name under which it is kept.
        sha256: Hash of the version that this product was tested with; None where none is known.
    """

    name: str
    origin: Origin
    hosts: tuple[str, ...]
    address: str | None
    file: str
    sha256: str | None = None

    def is_theirs(self, address: str) -> bool:
        """Tell whether an address is on a server of the owners."""
        try:
            host = urlsplit(address).hostname or ""
        except ValueError:
            return False
        return any(host == own or host.endswith(f".{own}") for own in self.hosts)


PAM_ORIGIN = Origin(
    title="Peace Accords Matrix implementation data, version 1.5",
    citation="Joshi, M., Quinn, J. M. & Regan, P. M. 2015, Annualized implementation data on "
    "comprehensive intrastate peace accords, 1989-2012, Journal of Peace Research 52(4):551-562.",
    licence=M("None is stated: ask its owners before you pass it on, and cite the article."),
    page="https://peaceaccords.nd.edu/research",
)

DATASETS = {
    each.name: each
    for each in (
        Dataset(
            "pam",
            PAM_ORIGIN,
            ("peaceaccords.nd.edu",),
            "https://peaceaccords.nd.edu/wp-content/uploads/2019/08/"
            "PAM_ID-V.1.5-Updated-29JULY2015.xlsx",
            "PAM_ID-1.5.xlsx",
        ),
        Dataset(
            "ucdp",
            UCDP.origin,
            ("ucdp.uu.se",),
            "https://ucdp.uu.se/downloads/peace/ucdp-peace-agreements-221.xlsx",
            "ucdp-peace-agreements-221.xlsx",
            "883113e86e29f1fd798482a8b97525e1c85e70fc1ce02de8f23448e0c2f5cf9d",
        ),
        Dataset("pax", PAX.origin, ("peaceagreements.org", "datashare.ed.ac.uk"), None,
                "pax.csv"),
    )
}  # fmt: skip
"""Every data set by name."""


def fetch_dataset(
    dataset: Dataset, address: str | None = None, *, other: bool = False, private: bool = False
) -> Fetched:
    """Bring a data set from its owners.

    Args:
        dataset: Which.
        address: Where its owners have it now; the known address when not given.
        other: Whether to take a version with another hash than the one known.
        private: As in `fetch`; then the server need not be the owners' either.

    Raises:
        FetchError: where it does not come, or is not what is known under this name.
    """
    url = address or dataset.address
    page = dataset.origin.page
    if url is None:
        raise FetchError(M("{title} has no lasting address for its file. Open {page}, copy the "
                           "address of the CSV file, and give it with --from.",
                           title=dataset.origin.title, page=page))  # fmt: skip
    if not private and not dataset.is_theirs(url):
        raise FetchError(M("{url} is not on a server of the owners: {hosts}.", url=url,
                           hosts=list(dataset.hosts)))  # fmt: skip
    if not private and not url.startswith("https://"):
        raise FetchError(M("{url} is not encrypted; give the address with https.", url=url))
    found = fetch(url, private=private)
    if dataset.sha256 and found.sha256 != dataset.sha256 and not other:
        raise FetchError(M("What came has another checksum, {sha256}, than the version known, "
                           "{known}. Look at {page} for what changed; --any takes it all the same.",
                           sha256=found.sha256, known=dataset.sha256, page=page))  # fmt: skip
    return found
