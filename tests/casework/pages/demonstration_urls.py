"""The addresses of a demonstration, which are not there while tests run."""

from django.urls import include, path

from desist.casework.config.urls import handler400, handler404, handler500
from desist.casework.config.urls import urlpatterns as everywhere

__all__ = ["handler400", "handler404", "handler500", "urlpatterns"]
urlpatterns = [*everywhere, path("demonstration/", include("desist.casework.demonstration.urls"))]
