"""Records to disk: one canonical form for every file, and new records in that form.

``formatting`` lays out what is there, ``scaffolding`` makes what is new, ``schema`` says to editors
and people what a record may hold. All three follow from the fields as ``records`` declares them.
"""
