"""Bringing in a list of organisations: read the file, check it, match it, show what would change, then change it.

reading → heading → checking → matching → planning → saving, each a step that the next one builds on. `organisations.py`
runs them in order for the command, the admin page and the demonstration.
"""
