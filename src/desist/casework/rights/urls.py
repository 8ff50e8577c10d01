"""Addresses of rights."""

from django.urls import path

from desist.casework.rights.views import copying, ending, equality, merging, overview, requesting

app_name = "rights"
urlpatterns = [
    path("of/<uuid:person_id>", overview.of, name="of"),
    path("purposes", overview.purposes, name="purposes"),
    path("ask/of/<uuid:person_id>", requesting.ask, name="ask"),
    path("note/of/<uuid:person_id>", overview.note, name="note"),
    path("limit/of/<uuid:person_id>", overview.limit, name="limit"),
    path("limit/<uuid:public_id>/lift", overview.lift, name="lift"),
    path("hold/of/<uuid:person_id>", overview.hold, name="hold"),
    path("hold/<uuid:public_id>/release", overview.release, name="release"),
    path("request/<uuid:public_id>", requesting.request_, name="request"),
    path("request/<uuid:public_id>/answer", requesting.answer, name="answer"),
    path("request/<uuid:public_id>/copy", copying.copy, name="copy"),
    path("notice/<uuid:public_id>", requesting.notice, name="notice"),
    path("equality", equality.equality, name="equality"),
    path("due", ending.due, name="due"),
    path("due/<uuid:public_id>", ending.review, name="review"),
    path("end/of/<uuid:person_id>", ending.end, name="end"),
    path("merge/of/<uuid:person_id>", merging.candidates, name="candidates"),
    path("merge/<uuid:survivor_id>/<uuid:merged_id>", merging.merge, name="merge"),
    path("merge/<uuid:public_id>/undo", merging.unmerge, name="unmerge"),
]
