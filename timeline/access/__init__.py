"""Who enters the editors' desk: signing in, the second step, what is refused, and the journal of all that."""
