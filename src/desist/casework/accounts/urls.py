"""Addresses of accounts."""

from django.urls import path

from desist.casework.accounts.views import own, provider, staff, way_in

app_name = "accounts"
urlpatterns = [
    path("sign-in", way_in.sign_in, name="sign_in"),
    path("sign-out", way_in.sign_out, name="sign_out"),
    path("second-factor", way_in.second_factor, name="second_factor"),
    path("recovery", way_in.recovery, name="recovery"),
    path("confirm", way_in.confirm, name="confirm"),
    path("enrol", way_in.enrol, name="enrol"),
    path("still-here", way_in.still_here, name="still_here"),
    path("reset", way_in.reset, name="reset"),
    path("provider", provider.start, name="provider"),
    path("provider/back", provider.back, name="provider_back"),
    path("link/<str:token>", provider.link, name="link"),
    path("invitation/<str:token>", way_in.invitation, name="invitation"),
    path("", own.mine, name="mine"),
    path("signed-in", own.signed_in, name="signed_in"),
    path("sign-ins/<uuid:public_id>/end", own.end_one, name="end_one"),
    path("elsewhere", own.elsewhere, name="elsewhere"),
    path("staff", staff.staff, name="staff"),
    path("staff/invite", staff.invite_somebody, name="invite"),
    path("staff/resolve", staff.resolve, name="resolve"),
    path("staff/<uuid:public_id>", staff.member, name="member"),
    path("staff/<uuid:public_id>/link", staff.new_link, name="new_link"),
    path("staff/<uuid:public_id>/appoint", staff.appoint_somebody, name="appoint"),
    path("staff/<uuid:public_id>/close", staff.close, name="close"),
    path("posts/<uuid:public_id>/end", staff.end_post, name="end_post"),
]
