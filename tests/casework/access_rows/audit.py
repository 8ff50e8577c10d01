"""The trail: the auditor's alone."""

from desist.casework.access import Role
from tests.casework.access_row import About, PageRow

ROWS = (PageRow(name="audit:trail", about=About.SERVICE, roles=frozenset({Role.AUDITOR})),)
