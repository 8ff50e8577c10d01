"""Equality: asked to see whether the service treats people fairly; never used about one of them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from desist.casework.people.models.person import Person
from desist.casework.records.editable import Editable, Revision
from desist.casework.records.encrypted_text import EncryptedText

NOT_ASKED, DECLINED = "not_asked", "declined"
_BEGIN = ((NOT_ASKED, _("Not asked")),)
_END = ((DECLINED, _("Declined to say")),)
YES_NO = (*_BEGIN, ("yes", _("Yes")), ("no", _("No")), *_END)
ETHNIC_GROUP = (
    *_BEGIN,
    ("white", _("White")),
    ("mixed", _("Mixed or multiple ethnic groups")),
    ("asian", _("Asian or Asian British")),
    ("black", _("Black, Black British, Caribbean or African")),
    ("other", _("Another ethnic group")),
    *_END,
)
RELIGION = (
    *_BEGIN,
    ("none", _("No religion")),
    ("christian", _("Christian")),
    ("buddhist", _("Buddhist")),
    ("hindu", _("Hindu")),
    ("jewish", _("Jewish")),
    ("muslim", _("Muslim")),
    ("sikh", _("Sikh")),
    ("other", _("Another religion")),
    *_END,
)
ORIENTATION = (
    *_BEGIN,
    ("straight", _("Straight or heterosexual")),
    ("gay", _("Gay or lesbian")),
    ("bisexual", _("Bisexual")),
    ("other", _("Another orientation")),
    *_END,
)
PARTNERSHIP = (
    *_BEGIN,
    ("single", _("Never married or in a civil partnership")),
    ("married", _("Married or in a civil partnership")),
    ("parted", _("Separated, divorced or dissolved")),
    ("surviving", _("Surviving partner")),
    *_END,
)


class Equality(Editable):
    """One a person, held so by its action. Every answer is a code, and encrypted."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="equality")
    ethnic_group = EncryptedText(choices=ETHNIC_GROUP)
    religion = EncryptedText(choices=RELIGION)
    disability = EncryptedText(choices=YES_NO)
    orientation = EncryptedText(choices=ORIENTATION)
    gender_as_registered = EncryptedText(choices=YES_NO)
    partnership = EncryptedText(choices=PARTNERSHIP)
    pregnancy = EncryptedText(choices=YES_NO)
    asked_on = models.DateField()

    class Meta:
        verbose_name_plural = "equality"


class EqualityRevision(Revision):
    """A state that this record has had."""

    of = models.ForeignKey(Equality, models.PROTECT, related_name="revisions")
