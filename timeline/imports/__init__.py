"""Research packs in: read, checked whole, and merged with what stands here, by key.

A pack is one JSON object with a list for each noun; docs/data.md describes it. `pack` reads and checks one without
touching the database, `merge` brings a checked one in, `mends` holds the project's own wording on top of a pack.
"""
