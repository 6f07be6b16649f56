"""`{{ message|marked_html }}` shows what somebody wrote in a room; `{{ text|text_html }}` is the same without who is called in it.

`{{ text|as_read }}` is the words alone, for one line among others.
"""

from django import template

from salon.marks import read
from salon.rooms.mentions import keys, marked
from salon.rooms.text import text_html

register = template.Library()
register.filter("text_html", text_html)
register.filter("marked_html", marked)
register.filter("calls", keys)
register.filter("as_read", read)
