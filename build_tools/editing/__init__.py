"""Writes records in one canonical form, and describes their fields to editors and forms.

``fmt`` lays out the files that exist, ``drafts`` makes new records, ``schema`` and ``issue_forms``
describe records to editors and people. All follow from the models in ``facts.records``.
"""
