"""Pages on merging two records of one person, and on undoing it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from desist.casework.access import Level, Role, fetch, listing, route
from desist.casework.access.fetch import note_reading
from desist.casework.pages.environment import day
from desist.casework.people.models import Person
from desist.casework.rights.actions.merging import CannotMerge, merge_people, unmerge_people
from desist.casework.rights.forms import MergeForm, OtherRecordForm, UnmergeForm
from desist.casework.rights.models import Merge
from desist.casework.rights.queries.merging import (
    find_to_merge,
    list_candidates,
    list_merges_of,
)

RELATED = ("team__unit__region", "practitioner")


@route(roles={Role.MANAGER})
def candidates(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Records that may be the same person's, and what was merged before."""
    person = fetch(request.user, Person, person_id, "rights.merge", related=RELATED)
    form = OtherRecordForm(request.POST or None, actor=request.user)
    if request.method == "POST" and form.is_valid():
        other = find_to_merge(request.user, person, form.values["crn"])
        if other is not None:
            return redirect("rights:merge", person.public_id, other.public_id)
        form.add_error("crn", _("No other record that you may see has this CRN"))
    found = list_candidates(request.user, person)
    note_reading("rights.candidates", [each.person.reference for each in found])
    context = {
        "person": person,
        "today": timezone.localdate(),
        "form": form,
        "candidates": found,
        "merges": listing(list_merges_of(request.user, person), verb="rights.merges").rows,
    }
    return render(request, "rights/candidates.html", context)


@route(level=Level.CONFIRMED, roles={Role.MANAGER})
def merge(request: HttpRequest, survivor_id: UUID, merged_id: UUID) -> HttpResponse:
    """Both records side by side, and the decision that they are one."""
    survivor = fetch(request.user, Person, survivor_id, "rights.merge", related=RELATED)
    merged = fetch(request.user, Person, merged_id, "rights.merge", related=RELATED)
    form = MergeForm(request.POST or None, actor=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            pair = {"survivor": survivor, "merged": merged}
            merge_people(**pair, **form.values, by=request.user, at=timezone.now())
        except CannotMerge as refusal:
            form.add_error("because", str(refusal.why))
        else:
            messages.success(request, _("The two records are one. Both CRNs lead here."))
            return redirect("casefile:person", survivor.public_id)
    context = {
        "person": survivor,
        "other": merged,
        "today": timezone.localdate(),
        "form": form,
        "compared": compared(survivor, merged),
    }
    return render(request, "rights/merge.html", context)


@route(level=Level.CONFIRMED, roles={Role.MANAGER})
def unmerge(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Undo a merge: everything goes back to where it was."""
    related = ("survivor__team__unit", "merged")
    found = fetch(request.user, Merge, public_id, "rights.unmerge", related=related)
    form = UnmergeForm(request.POST or None, actor=request.user)
    if request.method == "POST" and form.is_valid():
        because = form.values["undone_because"]
        try:
            unmerge_people(merge=found, because=because, by=request.user, at=timezone.now())
        except CannotMerge as refusal:
            form.add_error("undone_because", str(refusal.why))
        else:
            messages.success(request, _("The merge is undone. There are two records again."))
            return redirect("casefile:person", found.survivor.public_id)
    context = {
        "person": found.survivor,
        "merge": found,
        "today": timezone.localdate(),
        "form": form,
    }
    return render(request, "rights/unmerge.html", context)


def compared(survivor: Person, merged: Person) -> list[tuple[str, str, str, bool]]:
    """Label, both values, and whether they differ."""

    def values(one: Person) -> list[str]:
        place = f"{one.team.name}, {one.team.unit.name}"
        names = [one.crn, one.name, day(one.born_on), one.get_sex_display()]
        return [*map(str, names), place, one.practitioner.full_name]

    labels = (_("CRN"), _("Name"), _("Born"), _("Sex"), _("Team"), _("Practitioner"))
    pairs = zip(labels, values(survivor), values(merged), strict=True)
    return [(label, one, other, one != other) for label, one, other in pairs]
