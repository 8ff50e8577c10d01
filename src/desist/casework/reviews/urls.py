"""Addresses of reviews."""

from django.urls import path

from desist.casework.reviews.views import complaint, course, feedback, review

app_name = "reviews"
urlpatterns = [
    path("of/<uuid:person_id>", course.course, name="of"),
    path("call/<uuid:public_id>", course.call, name="call"),
    path("review/<uuid:public_id>", review.review, name="review"),
    path("review/<uuid:public_id>/view/<slug:party>", review.say, name="say"),
    path("review/<uuid:public_id>/step", review.decide, name="decide"),
    path("review/<uuid:public_id>/held", review.hold, name="hold"),
    path("step/<uuid:public_id>", review.step, name="step"),
    path("feedback/<uuid:public_id>", feedback.feedback, name="feedback"),
    path("complain/<uuid:person_id>", complaint.complain, name="complain"),
    path("complaint/<uuid:public_id>", complaint.complaint, name="complaint"),
]
