"""The figures in a text, so that two texts can be compared by them: "some 35,000 kilometres" and "35 000 km" say the same."""

import re

# Between digits: a separator of thousands, but not what stands between a year and the next figure. Narrow and other
# unbreakable spaces are what print uses, an ordinary one as well.
_THOUSANDS = re.compile(r"(?<=[0-9])(?<![0-9]{4})[, \u00a0\u2009\u202f](?=[0-9]{3}(?![0-9]))")
# Not the figure of a name such as R-16, but the year of "mid-1975", and both parts of a decimal and of a time of day.
_FIGURE = re.compile(r"(?<![A-Za-z]-)(?<![0-9])[0-9]+|(?<=[a-z]-)[0-9]{4}(?![0-9])")


def figures(text: str) -> list[str]:
    """The figures in the order of the text, each once, without separators of thousands and without noughts in front."""
    found = _FIGURE.findall(_THOUSANDS.sub("", text))
    return list(dict.fromkeys(each.lstrip("0") or "0" for each in found))
