"""From a Word file to a handout: what the file holds as a value, then sections, a definition, pictures and sources, and
a report of everything that was lost or guessed. Pure; writes nothing.
"""
