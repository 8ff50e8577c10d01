"""Casework: what staff do, in Django apps in the order of a person's journey.

Only this floor knows Django. It stands beside the command line on everything below; neither
imports the other. Inside an app: urls > views > forms > actions > queries > policy > models.
"""
