"""Lesson sets without an account: a whole set in the address of its page, and the form in which it is put together."""
