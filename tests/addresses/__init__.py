"""Every address that this site has ever published: published.txt, which only grows, and what keeps the promise of it.

`python -m tests.addresses` adds those that the fixtures and the pages of today have and the list lacks.
"""
