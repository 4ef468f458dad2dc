"""The programs that ours are timed against, each given the least work that is comparable.

`ajv` and `check-jsonschema` validate the bare published schema, all files in one process; they see
no references, dates or texts, which `timeline check` does check. `hugo` makes one page an event of
its title and summary with a theme of one line, and no lists, feeds or sitemap.
"""

import json
import os
import shutil
import subprocess
from pathlib import Path

from processes import BIN

SCHEMA = Path(__file__).parents[1] / "schema" / "v1" / "event.schema.json"
_AJV = ("ajv-cli@5", "ajv-formats@2")


def ajv(install_into: Path | None) -> str | None:
    """Return the command of ajv-cli: $AJV, the one on the path, or one installed with npm."""
    named = os.environ.get("AJV") or shutil.which("ajv")
    if named or install_into is None:
        return named
    npm = shutil.which("npm")
    if npm is None:
        raise SystemExit("--ajv needs npm, which is not there")
    options = ["--silent", "--no-audit", "--no-fund", "--prefix", str(install_into)]
    subprocess.run([npm, "install", *options, *_AJV], check=True)
    return str(install_into / "node_modules" / ".bin" / "ajv")


def ajv_command(program: str, folder: Path) -> list[str]:
    """Return the command that validates every event of a repository."""
    options = ["--spec=draft2020", "-c", "ajv-formats", "-s", str(SCHEMA)]
    return [program, "validate", *options, "-d", f"{folder}/events/**/*.json"]


def check_jsonschema_command(folder: Path) -> list[str]:
    """Return the command that validates every event of a repository."""
    files = sorted(str(file) for file in (folder / "events").rglob("*.json"))
    return [str(BIN / "check-jsonschema"), "--schemafile", str(SCHEMA), *files]


def hugo_site(folder: Path, into: Path) -> None:
    """Write the events of a repository as a site for hugo."""
    pages, theme = into / "content" / "events", into / "themes" / "line" / "layouts" / "_default"
    pages.mkdir(parents=True)
    theme.mkdir(parents=True)
    (theme / "single.html").write_text("{{ .Content }}\n", "utf-8")
    (into / "hugo.toml").write_text(
        'baseURL = "http://127.0.0.1:8000/"\n'
        'theme = "line"\n'
        'disableKinds = ["home", "section", "taxonomy", "term", "rss", "sitemap", "404"]\n',
        "utf-8",
    )
    for file in (folder / "events").rglob("*.json"):
        fields = json.loads(file.read_text("utf-8"))
        head = json.dumps({"title": fields["title"]}, ensure_ascii=False)
        (pages / f"{file.stem}.md").write_text(f"{head}\n\n{fields['summary']}\n", "utf-8")


def hugo_command(site: Path) -> list[str]:
    """Return the command that builds the site anew."""
    return [str(BIN / "hugo"), "--source", str(site), "--cleanDestinationDir"]
