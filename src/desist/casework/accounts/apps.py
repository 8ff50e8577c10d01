"""Accounts as a Django app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Staff, posts, sign-ins and second factors."""

    name = "desist.casework.accounts"
    label = "accounts"
