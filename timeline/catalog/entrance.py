"""api/v1/index.json: from which every file for programs can be reached by following links.

It has a link for every file or family of files, with a size that none of them exceeds; it grows
with the number of formats alone.
"""

from fnmatch import fnmatchcase
from typing import Final

from timeline.catalog.listing import Found, Listing
from timeline.core import json_schema
from timeline.core.api_outputs import Index, LinkOut, ListOut, ValuesOut
from timeline.core.artifact import JSON, JSON_SCHEMA, SCHEMA_VERSION, Artifact, json_artifact
from timeline.core.history import instant
from timeline.core.offer import Offer, Values
from timeline.core.site import Site
from timeline.core.timeline import Timeline

PATH: Final = "api/v1/index.json"
OFFERS: Final = (
    Offer(path=PATH, media_type=JSON, holds="The entrance: what there is, where, and how large"),
)
# `output` writes it, when everything else is there.
MANIFEST: Final = Offer(
    path="manifest.json",
    media_type=JSON,
    holds="Every other file of the site with its size and SHA-256 sum",
)


def file(timeline: Timeline, site: Site, listing: Listing) -> Artifact:
    """Return the entrance."""
    standing = sum(1 for _ in timeline.standing())
    value: Index = {
        "schema_version": SCHEMA_VERSION,
        "name": site.name,
        "description": site.description,
        "url": site.url,
        "license": site.license,
        "attribution": site.attribution,
        "events": standing,
        "withdrawn": len(timeline) - standing,
        "last_modified": instant(timeline.history.last),
        "links": [*(_link(found, site, listing) for found in listing), _manifest(site)],
    }
    if site.as_of:
        value["as_of"] = site.as_of
    return json_artifact(PATH, value)


def schema_of(found: Found) -> str:
    """Return the path of the schema that the files of an offer keep to, or nothing."""
    if found.offer.media_type == JSON_SCHEMA:
        return ""
    for pattern, name in json_schema.SCHEMAS_OF_OUTPUTS:
        if fnmatchcase(found.example, pattern):
            return f"schema/v1/{name}.schema.json"
    return ""


def _manifest(site: Site) -> LinkOut:
    # It is written last of all and lists this file too, so nobody can know its size here.
    return {
        "href": site.url + MANIFEST.path,
        "path": MANIFEST.path,
        "title": MANIFEST.holds,
        "media_type": MANIFEST.media_type,
        "files": 1,
        "schema": f"{site.url}schema/v1/manifest.schema.json",
    }


def _link(found: Found, site: Site, listing: Listing) -> LinkOut:
    offer = found.offer
    link: LinkOut = {
        "href": site.url + offer.path,
        "path": offer.path,
        "title": offer.holds,
        "media_type": offer.media_type,
        "files": found.count,
        "max_bytes": found.largest,
    }
    if found.made_by:
        link["format"] = found.made_by
    if schema := schema_of(found):
        link["schema"] = site.url + schema
    if offer.names:
        link["example"] = site.url + found.example
        link["values"] = {name: _values(offer.values[name], site, listing) for name in offer.names}
    return link


def _values(values: Values, site: Site, listing: Listing) -> ValuesOut:
    told: ValuesOut = {}
    if values.names:
        told["one_of"] = [*values.names]
    elif values.first is not None:
        told["first"] = values.first
    else:
        told["lists"] = [_list(path, pointer, site, listing) for path, pointer in values.lists]
    return told


def _list(path: str, pointer: str, site: Site, listing: Listing) -> ListOut:
    made: ListOut = {"href": site.url + path, "pointer": pointer}
    offer = listing.offer(path)
    if offer and any(values.first is not None for values in offer.values.values()):
        made["paged"] = True
    return made
