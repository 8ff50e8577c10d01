"""Addresses of referrals."""

from django.urls import path

from desist.casework.referrals import views

app_name = "referrals"
urlpatterns = [
    path("", views.waiting, name="waiting"),
    path("of/<uuid:person_id>", views.refer, name="refer"),
    path("<uuid:public_id>", views.referral, name="referral"),
    path("<uuid:public_id>/change", views.change, name="change"),
    path("<uuid:public_id>/withdraw", views.withdraw, name="withdraw"),
]
