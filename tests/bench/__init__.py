"""`make bench`: how fast the site is, held against its limits; writes docs/speed.md."""
