"""The words for what bars contact, each with what to do."""

from django.utils.translation import gettext_lazy as _

from desist.casework.partners.queries.family_member import Bar

WORDS_OF_BARS = {
    Bar.UNCHECKED: _("Nobody has checked that they are safe: record a check first"),
    Bar.NOT_SAFE: _("The latest check says that contact cannot go ahead"),
    Bar.OVERDUE: _("The latest check had to be looked at again: record a new one"),
    Bar.NOT_AGREED: _("They have not agreed, or agree no more: record their consent first"),
    Bar.ENDED: _("The work with them has ended"),
}
