"""References in the styles that schools ask for: pure functions from a CSL record to text with italics.

APA 7, MLA 9 and Chicago 18 for the kinds of source that we hold; for any other style there is CSL-JSON (exports/).
"""

from timeline.citing.bibliography import Bibliography, bibliography
from timeline.citing.record import Record
from timeline.citing.styles import FORMS, STYLES, Form, Style

__all__ = ["FORMS", "STYLES", "Bibliography", "Form", "Record", "Style", "bibliography"]
