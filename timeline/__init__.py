"""Space history: events, missions and people, each with the sources that say so."""
