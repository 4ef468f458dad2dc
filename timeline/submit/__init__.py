"""Helpers for contributors: what writes source files."""
