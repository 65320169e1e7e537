"""Composing: each block of a document becomes a flowable to lay out and a struct element to read, from one walk."""
