"""Words for the people of a study: who is in it, and why others are not."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

PARTS = {
    "treated": _("Treated"),
    "control": _("Compared with them: no place was to be had"),
    "not_found_suitable": _("Not found suitable for the programme, or not yet"),
    "still_waiting": _("Still waiting for a place"),
    "left_before_a_place": _("Left the list before a place, for a reason of their own"),
    "no_day_0": _("Neither an order nor a release on record"),
    "outside_the_days": _("Outside the days of the study, or not yet past"),
    "use_limited": _("The use of their records is limited"),
    "died_before": _("Died before time was counted"),
}
