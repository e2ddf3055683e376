"""Readers' reports that a claim is wrong: `claims` says what a claim is and whether it changed since, `guard` keeps machines
out without asking anybody else, `forms` reads what is sent, `deciding` takes it in and makes its outcome public.
"""
