"""Addresses of referrals."""

from django.urls import path

from desist.casework.referrals.views import (
    changed_fact,
    count,
    draft,
    draft_offences,
    fact,
    history,
    move,
    referral,
    screening,
    transfer,
    waiting,
)

app_name = "referrals"
urlpatterns = [
    path("", waiting.waiting, name="waiting"),
    path("programmes", history.directory, name="directory"),
    path("counts", count.counts, name="counts"),
    path("of/<uuid:person_id>", waiting.of, name="of"),
    path("of/<uuid:person_id>/new", draft.begin, name="begin"),
    path("of/<uuid:person_id>/earlier", history.record, name="record_earlier"),
    path("earlier/<uuid:public_id>/strike", history.strike, name="strike_earlier"),
    path("drafts/<uuid:public_id>", draft.draft, name="draft"),
    path("drafts/<uuid:public_id>/offences", draft_offences.offences, name="draft_offences"),
    path("drafts/<uuid:public_id>/check", draft.check, name="check"),
    path("drafts/<uuid:public_id>/drop", draft.drop, name="drop"),
    path("drafts/<uuid:public_id>/step/<slug:step>", draft.step, name="draft_step"),
    path("<uuid:public_id>", referral.referral, name="referral"),
    path("<uuid:public_id>/change", referral.change, name="change"),
    path("<uuid:public_id>/move", move.move, name="move"),
    path("<uuid:public_id>/move/<slug:to>", move.step, name="step"),
    path("<uuid:public_id>/screen", screening.screen, name="screen"),
    path("screenings/<uuid:public_id>", screening.screening, name="screening"),
    path("<uuid:public_id>/offence", fact.offence, name="offence"),
    path("<uuid:public_id>/stance", fact.stance, name="stance"),
    path("<uuid:public_id>/protection", fact.protection, name="protection"),
    path("<uuid:public_id>/changed", changed_fact.record_change, name="record_change"),
    path("<uuid:public_id>/look-again", changed_fact.look, name="look_again"),
    path("<uuid:public_id>/programme", transfer.programme, name="transfer_programme"),
    path("<uuid:public_id>/area", transfer.area, name="transfer_area"),
    path("<uuid:public_id>/prison", transfer.prison, name="change_setting"),
    path("offences/<uuid:public_id>", fact.correct_offence, name="correct_offence"),
    path("offences/<uuid:public_id>/strike", fact.strike_offence, name="strike_offence"),
]
