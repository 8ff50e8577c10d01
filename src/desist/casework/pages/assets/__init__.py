"""Styles and behaviour, built from npm packages into a folder that is never committed."""
