"""Writes records in a canonical form, and describes their fields.

``fmt`` formats existing files, and ``drafts`` makes new records. ``schema`` describes records for
text editors, and ``issue_forms`` for contributors. All modules follow the models in
``facts.records``.
"""
