"""How results are shown: SVG charts, tables, print templates, PDF and Word. Plain values in."""
