"""The trail: the auditor's alone. The keys: the installation's."""

from pathlib import Path
from tempfile import mkdtemp

from desist.casework.access import Role
from desist.casework.records.key_file import add_field_key, write_new_key_file
from desist.casework.records.sealed_column import sealed_columns
from tests.casework.access_row import About, ActionRow, PageRow


def a_key_nobody_uses(_scene):
    path = Path(mkdtemp()) / "keys.toml"
    write_new_key_file(path)
    return {"key": add_field_key(path), "path": path}


ROWS = (
    ActionRow(
        verb="audit.reseal",
        about=About.SYSTEM,
        given=lambda _scene: {"column": next(sealed_columns()), "most": 10},
    ),
    ActionRow(verb="audit.drop_key", about=About.SYSTEM, given=a_key_nobody_uses),
    PageRow(name="audit:trail", about=About.SERVICE, roles=frozenset({Role.AUDITOR})),
)
