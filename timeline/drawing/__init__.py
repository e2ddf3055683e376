"""Numbers in, geometry for the SVG of templates out: no request, no database, no markup."""
