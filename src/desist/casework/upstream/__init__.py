"""Upstream: what a department's other systems know of somebody, asked for and held against ours."""
