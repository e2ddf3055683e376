"""The crash test: editors save and readers read while the server is killed again and again; then the database is read."""
