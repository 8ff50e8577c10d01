"""Reviews as a Django app."""

from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    """Reviews and the New Life Plan."""

    name = "desist.casework.reviews"
    label = "reviews"
