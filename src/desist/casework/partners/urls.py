"""Addresses of partner and family work, and of debriefs."""

from django.urls import path

from desist.casework.partners.views import debrief, family_member

app_name = "partners"
urlpatterns = [
    path("of/<uuid:person_id>", family_member.family, name="of"),
    path("of/<uuid:person_id>/begin", family_member.begin, name="begin"),
    path("member/<uuid:public_id>", family_member.member, name="member"),
    path("member/<uuid:public_id>/check", family_member.check, name="check"),
    path("member/<uuid:public_id>/consent", family_member.consent, name="consent"),
    path("member/<uuid:public_id>/contact", family_member.contact, name="contact"),
    path("member/<uuid:public_id>/end", family_member.end, name="end"),
    path("member/<uuid:public_id>/copy", family_member.copy, name="copy"),
    path("debriefs", debrief.debriefs, name="debriefs"),
    path("debriefs/write", debrief.write, name="write_debrief"),
    path("debriefs/<uuid:public_id>", debrief.debrief, name="debrief"),
]
