"""Register sheet: the register of a group's session on paper, to be filled in by hand."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from desist.casework.delivery.queries.register import Register
from desist.casework.groups.models import GroupSession
from desist.casework.groups.queries.course import course_of
from desist.casework.pages.environment import weekday
from desist.documents.blocks import Block, Document, Facts, Grid, Paragraph


def register_document(session: GroupSession, register: Register) -> Document:
    """Names alone: no number, no offence, nothing of what anybody works on."""
    invented = _("Demonstration: everybody here is invented.") if settings.DEMONSTRATION else ""
    return Document(
        title=_("Register: %(group)s") % {"group": session.group.name},
        language="en",
        readers=_("Confidential. For those who lead this group; shred it once it is typed in"),
        version=_("Version %(number)s") % {"number": session.version},
        blocks=tuple(_blocks(session, register)),
        banner=invented,
    )


def _blocks(session: GroupSession, register: Register) -> Iterator[Block]:
    starts, ends = session.starts.strftime("%H:%M"), session.ends_at.strftime("%H:%M")
    of = course_of(session.group).of
    yield Facts(
        pairs=[
            (_("Session"), _("%(number)s of %(of)s") % {"number": session.number, "of": of}),
            (_("When"), f"{weekday(session.day)}, {starts}–{ends}"),
            (_("Where"), str(session.room)),
            (_("Facilitators"), ", ".join(each.full_name for each in session.facilitators)),
        ]
    )
    yield Grid(
        caption=_("Who came"),
        heads=(_("Name"), _("Came at"), _("Left at"), _("Signature")),
        rows=[(each.part.enrolment.person.name, "", "", "") for each in register.rows],
        to_fill=True,
    )
    if register.others:
        said = ngettext(
            "%(num)s member who is not on this sheet comes too.",
            "%(num)s members who are not on this sheet come too.",
            register.others,
        )
        yield Paragraph(text=said % {"num": register.others})
