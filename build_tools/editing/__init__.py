"""Writes records in one canonical form, and describes their fields to editors and forms.

``fmt`` formats existing files, ``drafts`` makes new records, ``schema`` and ``issue_forms``
describe records to editors and people. All of them follow the models in ``facts.records``.
"""
