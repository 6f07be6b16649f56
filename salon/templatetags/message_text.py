"""`{{ message.text|text_html }}`, in every page that shows what somebody wrote in a room."""

from django import template

from salon.rooms.text import text_html

register = template.Library()
register.filter("text_html", text_html)
