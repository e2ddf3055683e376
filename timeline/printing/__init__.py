"""Selections on paper: handouts, and cards to be cut out. Both are pages of the site, which the browser prints."""
