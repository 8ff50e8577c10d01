"""Addresses of an assessment: opaque ids, and codes of tools and results, which are of nobody."""

from django.urls import path

from desist.casework.assessment.views import (
    coding,
    eligibility,
    forecast,
    overview,
    profile,
    rating,
    risk,
    ruling,
    settling,
    signed_fact,
)

app_name = "assessment"
urlpatterns = [
    path("of/<uuid:person_id>", overview.overview, name="overview"),
    path("<uuid:referral_id>", overview.of_referral, name="of_referral"),
    path("<uuid:referral_id>/risk", risk.risk, name="risk"),
    path("<uuid:referral_id>/begin/<slug:tool>", risk.begin, name="begin"),
    path("<uuid:referral_id>/signed/<slug:fact>", signed_fact.enter, name="enter_fact"),
    path("<uuid:referral_id>/needs", rating.rate, name="rate"),
    path("<uuid:referral_id>/profile", profile.profile, name="profile"),
    path("<uuid:referral_id>/talk-it-through", profile.talk, name="talk"),
    path("<uuid:referral_id>/eligibility", eligibility.eligibility, name="eligibility"),
    path("<uuid:referral_id>/decide", eligibility.decide, name="decide"),
    path("decision/<uuid:decision_id>", eligibility.decision, name="decision"),
    path("decision/<uuid:decision_id>/accept", ruling.accept, name="accept"),
    path("decision/<uuid:decision_id>/override", ruling.override, name="override"),
    path("decision/<uuid:decision_id>/panel", ruling.panel, name="panel"),
    path("coding/<uuid:coding_id>", coding.coding, name="coding"),
    path("coding/<uuid:coding_id>/page/<int:number>", coding.code, name="code"),
    path("coding/<uuid:coding_id>/look-over", coding.look_over, name="look_over"),
    path("coding/<uuid:coding_id>/give-up", coding.give_up, name="give_up"),
    path("coding/<uuid:coding_id>/ask-second", risk.ask_second, name="ask_second"),
    path("coding/<uuid:coding_id>/second", risk.open_second, name="open_second"),
    path("coding/<uuid:coding_id>/settle", settling.settle, name="settle"),
    path("would-change/<slug:rule>/<int:version>", forecast.forecast, name="forecast"),
    path("signed/<uuid:fact_id>/withdraw", signed_fact.withdraw, name="withdraw_fact"),
]
