"""The second floor: numbers, keys, wording and programme structure as dated, sourced data.

TOML files under ``data/`` (and a site's own, read-only, under ``DESIST_CATALOGUE``), the one
loader that reads them, and the site's adoptions.
"""
