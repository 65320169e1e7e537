"""The careful editor: reads a handout before and after it is set in type, and says what to write instead."""
