"""`{{ message|marked_html }}` shows what somebody wrote in a room; `{{ text|text_html }}` is the same without who is called in it."""

from django import template

from salon.rooms.mentions import keys, marked
from salon.rooms.text import text_html

register = template.Library()
register.filter("text_html", text_html)
register.filter("marked_html", marked)
register.filter("calls", keys)
