"""What outputs and pages must know of the site that they become part of."""

from dataclasses import dataclass, field

from timeline.core.offer import Offer


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The site as a value, made by `config` from mkdocs.yml.

    `url` ends with a slash. `authority` is a domain and a year, for `tag:` URIs (RFC 4151) that
    outlive the address. `edit_url` is the address below which the repository's files are edited,
    or empty. `as_of` is the day whose end the site shows, or empty where it is up to date.
    `epoch` is SOURCE_DATE_EPOCH in seconds, the time of whatever no history gives a time.
    `offers` are the files for programs that this build may write: `publication` knows them.
    """

    name: str
    url: str
    description: str
    language: str
    authority: str
    license: str
    attribution: str
    edit_url: str = ""
    source_url: str = ""
    directory_urls: bool = True
    as_of: str = ""
    epoch: int | None = None
    offers: tuple[Offer, ...] = field(default=(), hash=False)

    @property
    def license_url(self) -> str:
        """The address of the licence's text, or nothing where there is no licence."""
        return f"https://spdx.org/licenses/{self.license}.html" if self.license else ""

    def address(self, path: str) -> str:
        """Return the address of a page below the site.

        >>> site.address("events/pact")  # doctest: +SKIP
        'events/pact/'
        """
        folder, _, name = path.rpartition("/")
        if not self.directory_urls:
            return f"{path}.html"
        if name == "index":
            return f"{folder}/" if folder else ""
        return f"{path}/"

    def absolute(self, path: str) -> str:
        """Return the canonical URL of a page."""
        return self.url + self.address(path)

    def tag(self, specific: str) -> str:
        """Return a tag: URI (RFC 4151) for something of this site."""
        return f"tag:{self.authority}:{specific}"
