"""`{{ message|drawn }}` is a message as every page shows it. `{{ text|text_html }}` shows what somebody wrote in a room
without who is called in it, `{{ text|as_read }}` the words alone, for one line among others.
"""

from django import template

from salon.marks import read
from salon.rooms.rendering import message_html
from salon.rooms.text import text_html

register = template.Library()
register.filter("drawn", message_html)
register.filter("text_html", text_html)
register.filter("as_read", read)
