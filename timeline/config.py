"""The one configuration file, mkdocs.yml, as values.

MkDocs' own settings give name and addresses; ours stand under `plugins: - timeline:`. Read here
without starting MkDocs, so that `timeline check` stays quick.
"""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Final
from urllib.parse import urlsplit

import yaml
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError
from yaml_env_tag import construct_env_tag

from timeline.core.site import Site

_INSIDE: Final = r"^(?!/)(?!.*(?:^|/)\.\.(?:/|$))[^\\\x00-\x1f]+$"
_AUTHORITY: Final = r"^[a-z0-9.@_-]+,[0-9]{4}(-[0-9]{2}){0,2}$"
_YEAR_10000: Final = 253_402_300_800  # in seconds since 1970: no time in an output is beyond it

_EXPECTED: Final = {
    "events": "a folder below the repository, such as events, without '..'",
    "vocabulary": "a folder below the repository, such as schema/vocabulary, without '..'",
    "authority": "a domain and the day or year on which it was yours, such as example.org,2026",
    "years": "the first and the last plausible year, such as 1000/2199",
}


class ConfigError(Exception):
    """The configuration cannot be used; `problems` says why, one line each."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


class Options(BaseModel):
    """The plugin's options in mkdocs.yml."""

    model_config = ConfigDict(extra="forbid", frozen=True, regex_engine="python-re")

    events: Annotated[str, StringConstraints(pattern=_INSIDE)] = Field(
        default="events",
        description="Folder of the event files, below the repository.",
    )
    vocabulary: Annotated[str, StringConstraints(pattern=_INSIDE)] = Field(
        default="schema/vocabulary",
        description="Folder of the vocabularies, below the repository.",
    )
    authority: Annotated[str, StringConstraints(pattern=_AUTHORITY)] = Field(
        default="example.org,2026",
        description="Domain or address that the publisher owned on a day, for tag: URIs "
        "(RFC 4151): ids in feeds that outlive every change of address.",
    )
    license: str = Field(
        default="",
        description="SPDX identifier of the data's licence.",
        examples=["CC-BY-4.0"],
    )
    attribution: str = Field(
        default="",
        description="Whom to credit when the data are used; the site's name if left out.",
    )
    edit_url: str = Field(
        default="",
        description="Address below which the repository's files are edited, with a slash at the "
        "end; left out where there is none.",
        examples=["https://github.com/example/timeline/edit/main/"],
    )
    source_url: str = Field(
        default="",
        description="Address of the repository; left out where there is none.",
    )
    years: str = Field(
        default="1000/2199",
        pattern=r"^[0-9]{4}/[0-9]{4}$",
        description="First and last plausible year of a plain four-digit date.",
    )

    def plausible_years(self) -> tuple[int, int]:
        """Return `years` as numbers."""
        first, last = self.years.split("/")
        return int(first), int(last)


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """A repository's configuration: where it is, our options, MkDocs' own settings.

    The repository is the folder of the configuration file.
    """

    file: Path
    options: Options
    settings: Mapping[str, Any]

    @property
    def root(self) -> Path:
        """The folder of the repository."""
        return self.file.parent

    @property
    def site_dir(self) -> Path:
        """Where the site is built unless another folder is named."""
        return self.root / str(self.settings.get("site_dir") or "site")

    @property
    def site(self) -> Site:
        """The site; raises ConfigError where `site_url` is missing or no address."""
        theme = self.settings.get("theme")
        return site(
            self.options,
            name=str(self.settings.get("site_name") or "Timeline"),
            url=str(self.settings.get("site_url") or ""),
            description=str(self.settings.get("site_description") or ""),
            language=str(theme.get("language", "en")) if isinstance(theme, dict) else "en",
            directory_urls=bool(self.settings.get("use_directory_urls", True)),
        )


def read_options(given: Mapping[str, Any]) -> Options:
    """Validate the plugin's options; raises ConfigError."""
    try:
        options = Options.model_validate(dict(given))
    except ValidationError as error:
        known = ", ".join(Options.model_fields)
        problems = []
        for item in error.errors(include_url=False):
            name = ".".join(str(part) for part in item["loc"])
            if item["type"] == "extra_forbidden":
                problems.append(f"plugins: timeline: {name!r} is not an option; expected {known}")
            else:
                expected = _EXPECTED.get(name, "a text")
                problems.append(f"plugins: timeline: {name}: expected {expected}")
        raise ConfigError(problems) from None
    first, last = options.plausible_years()
    if first > last:
        raise ConfigError([f"plugins: timeline: years: {options.years!r} runs backwards"])
    return options


def site(  # noqa: PLR0913 - the settings of MkDocs that we need
    options: Options,
    *,
    name: str,
    url: str,
    description: str,
    language: str = "en",
    directory_urls: bool = True,
) -> Site:
    """Make the Site of MkDocs' settings and our options; raises ConfigError."""
    try:
        parts = urlsplit(url)
    except ValueError:  # a bracket without its mate
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise ConfigError([f"site_url is {url!r}; expected http(s)://host/path/"])
    return Site(
        name=name,
        url=url if url.endswith("/") else url + "/",
        description=description,
        language=language,
        authority=options.authority,
        license=options.license,
        attribution=options.attribution or name,
        edit_url=_with_slash(options.edit_url),
        source_url=options.source_url,
        directory_urls=directory_urls,
        epoch=epoch(),
    )


def _with_slash(url: str) -> str:
    return url if not url or url.endswith("/") else url + "/"


class _Loader(yaml.SafeLoader):
    """Reads mkdocs.yml as data: `!ENV` is resolved, every other tag is passed over."""


_Loader.add_constructor("!ENV", construct_env_tag)
_Loader.add_multi_constructor("", lambda _loader, _suffix, _node: None)


def read(folder: Path, file: Path | None = None) -> Config:
    """Read mkdocs.yml (or another `file`) of a repository; raises ConfigError."""
    path = (file if file and file.is_absolute() else folder / (file or "mkdocs.yml")).absolute()
    try:
        settings = yaml.load(path.read_text("utf-8"), Loader=_Loader)  # noqa: S506 - a SafeLoader
    except FileNotFoundError:
        raise ConfigError([f"there is no {path.name} in {path.parent}"]) from None
    except UnicodeDecodeError as error:
        problem = f"the byte at offset {error.start} is not UTF-8; save the file as UTF-8"
        raise ConfigError([f"{path.name} cannot be read: {problem}"]) from None
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise ConfigError([f"{path.name} cannot be read: {reason}"]) from None
    except (yaml.YAMLError, RecursionError) as error:
        reason = str(error) if isinstance(error, yaml.YAMLError) else "it is nested too deep"
        raise ConfigError([f"{path.name} cannot be read: {reason}"]) from None
    if not isinstance(settings, dict):
        raise ConfigError([f"{path.name} holds no settings"])
    return Config(file=path, options=read_options(_ours(settings, path.name)), settings=settings)


def _ours(settings: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    plugins = settings.get("plugins")
    listed = list(plugins.items()) if isinstance(plugins, dict) else plugins
    for entry in listed if isinstance(listed, list) else ():
        if entry == "timeline":
            return {}
        given: Any = None
        if isinstance(entry, dict) and "timeline" in entry:
            given = entry["timeline"] or {}
        elif isinstance(entry, tuple) and entry[0] == "timeline":
            given = entry[1] or {}
        if given is not None:
            if not isinstance(given, dict):
                raise ConfigError(["plugins: timeline: expected options, each on its own line"])
            return given
    raise ConfigError([f"{name} does not list our plugin; add under plugins: '- timeline'"])


def epoch() -> int | None:
    """Return SOURCE_DATE_EPOCH in seconds, or None; raises ConfigError."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not given:
        return None
    if not re.fullmatch(r"[0-9]{1,12}", given) or int(given) >= _YEAR_10000:
        raise ConfigError([f"SOURCE_DATE_EPOCH is {given!r}; expected seconds since 1970"])
    return int(given)
