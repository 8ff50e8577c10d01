"""Studies: an evaluator asks, a programme lead decides, and each half goes to its own reader."""

from datetime import date

from desist.casework.access import Role
from desist.casework.studies.actions.extract import ask_extract
from desist.casework.studies.actions.finding import keep_finding
from desist.casework.studies.jobs import make
from desist.casework.studies.models import Extract
from desist.casework.studies.policy import FINDING_READERS, MAKER
from tests.casework.access_row import About, ActionRow, PageRow
from tests.casework.people import NOON
from tests.casework.studies.studied import ASKED, allowed, asked
from tests.casework.studies.told import REPORT

EVALUATORS = frozenset({Role.EVALUATOR})
LINKERS = frozenset({Role.LINKER})
LEADS = frozenset({Role.LEAD})
READERS = EVALUATORS | LINKERS | LEADS


def waiting(scene):
    study = allowed(scene.world)
    return ask_extract(study=study, by=study.asked_by, at=NOON)


def ready(scene):
    extract = waiting(scene)
    make(extract)
    return Extract.objects.select_related("study").get(pk=extract.pk)


def finished(scene):
    return {"extract": waiting(scene), "content": b"", "people": [], "numbers": {}}


def with_id(build):
    return lambda scene: (build(scene).public_id,)


def study(scene):
    return allowed(scene.world)


def question(scene):
    return asked(scene.world)


def finding(scene):
    held = study(scene)
    return keep_finding(study=held, report=REPORT, text=b"{}", by=held.asked_by, at=NOON)


def decision(scene):
    until = date(2099, 12, 31)
    return {"study": question(scene), "allowed": True, "because": "Yes.", "open_until": until}


ROWS = (
    ActionRow(
        verb="studies.ask",
        about=About.SERVICE,
        roles=EVALUATORS,
        given=lambda _scene: {"values": ASKED},
    ),
    ActionRow(verb="studies.decide", about=About.SERVICE, roles=LEADS, given=decision),
    ActionRow(
        verb="studies.close",
        about=About.SERVICE,
        roles=EVALUATORS | LEADS,
        given=lambda scene: {"study": study(scene)},
    ),
    ActionRow(
        verb="studies.extract",
        about=About.SERVICE,
        roles=EVALUATORS,
        given=lambda scene: {"study": study(scene)},
    ),
    ActionRow(verb="studies.finish_extract", about=About.SYSTEM, given=finished, system=MAKER),
    ActionRow(
        verb="studies.take_cohort",
        about=About.SERVICE,
        roles=EVALUATORS,
        given=lambda scene: {"extract": ready(scene)},
    ),
    ActionRow(
        verb="studies.take_roster",
        about=About.SERVICE,
        roles=LINKERS,
        given=lambda scene: {"study": study(scene), "content": b"", "people": []},
    ),
    ActionRow(
        verb="studies.keep_finding",
        about=About.SERVICE,
        roles=EVALUATORS,
        given=lambda scene: {"study": study(scene), "report": REPORT, "text": b"{}"},
    ),
    PageRow(name="studies:findings", about=About.SERVICE, roles=FINDING_READERS),
    PageRow(
        name="studies:finding", about=About.SERVICE, roles=FINDING_READERS, ids=with_id(finding)
    ),
    PageRow(name="studies:list", about=About.SERVICE, roles=READERS),
    PageRow(name="studies:ask", about=About.SERVICE, roles=EVALUATORS),
    PageRow(name="studies:study", about=About.SERVICE, roles=READERS, ids=with_id(study)),
    PageRow(name="studies:decide", about=About.SERVICE, roles=LEADS, ids=with_id(question)),
    PageRow(
        name="studies:close",
        about=About.SERVICE,
        roles=EVALUATORS | LEADS,
        ids=with_id(study),
        post=True,
        answers=frozenset({302}),
    ),
    PageRow(
        name="studies:extract",
        about=About.SERVICE,
        roles=EVALUATORS,
        ids=with_id(study),
        post=True,
        answers=frozenset({302}),
    ),
    PageRow(
        name="studies:cohort", about=About.SERVICE, roles=EVALUATORS, ids=with_id(ready), post=True
    ),
    PageRow(
        name="studies:roster", about=About.SERVICE, roles=LINKERS, ids=with_id(study), post=True
    ),
)
