"""What a document says, to see and to hear: every word, role and alternative text in reading order, decided once."""
