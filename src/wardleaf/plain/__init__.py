"""The plain form of a handout: the reading tree as text, for whoever reads by ear, by touch, or in an e-mail."""
