"""What the compression of a set's texts knows beforehand: the words of lessons about space history.

Links that were given away are read with it, so the text of a version never changes; another version is added beside it. The
later a word stands, the less it costs (RFC 1950, section 2.2: the preset dictionary).
"""

VERSION_1 = (
    "Krikalev Tereshkova Savitskaya Komarov Korolev Kubasov Brand Slayton Leonov Stafford Armstrong Aldrin Collins Gagarin "
    "Shepard Glenn Kennedy Khrushchev Nixon Kosygin Reagan Clinton Gore Chernomyrdin Yeltsin Blagonravov Dryden Baikonur "
    "Houston Star City Kazakhstan Cape Canaveral Moscow Washington Europe Japan Canada China India Germany France Sputnik "
    "Explorer Vanguard Vostok Voskhod Mercury Gemini Luna Venera Zond Salyut Skylab Mir Zarya Unity Zvezda Destiny Columbus "
    "Progress Atlantis Discovery Endeavour Challenger Columbia Crew Dragon Starliner Shuttle-Mir Apollo-Soyuz Test Project "
    "National Aeronautics and Space Administration European Space Agency United Nations Cold War détente treaty agreement "
    "agreed signed cooperation cooperate competition rivalry rivals partners politics propaganda Congress president government "
    "newspaper newspapers press historian historians archive report reports official record memoir witness witnesses evidence "
    "claim claims verdict reading readings reliable trust disagree disagreement sources that disagree independent "
    "accident accidents explosion fire failure failed died killed crew crews rescue survived safety mistake mistakes repair "
    "engineer engineers scientist scientists cosmonaut cosmonauts astronaut astronauts commander pilot women woman men people "
    "country countries nation nations Soviet Union Russia Russian American United States NASA ESA launch launched rocket "
    "satellite satellites spacecraft spaceship capsule module station space station International Space Station docking docked "
    "orbit Earth Moon lunar landing landed spacewalk handshake mission missions flight flights programme first second last "
    "before after between together because without against during another years later hours minutes days month year century "
    "1957 1961 1963 1965 1969 1971 1972 1975 1986 1993 1995 1998 2000 2003 2011 "
    "In your own words, Find two Find three Name one Name two Compare Explain Describe Look at the page Look at the sources "
    "Read the summary Read the words Choose one Which of the two Do you think Would you Who decided Who was Where did "
    "Where was When did Why did the Why was the Why do you think Why might How did the How long did How many How far How "
    "could What happened What changed What did the What does the What is the What was the What problem What reason What can "
    "Which source Which sources Which reading Which source do you trust more, and why? What would you ask "
    "according to the sources and the source that says the sources say that the in the of the to the on the for the from the "
    "with the by the at the was the did the it was that they had been could have there was their this that which who "
    "the first time in space? the first in orbit? and how do you know? and what does that mean for us? and why does it matter?"
    " Give one reason. Give two reasons. Use the sources. Explain your answer. , and why? Why? and why "
).encode()
