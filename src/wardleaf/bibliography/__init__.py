"""Sources as they are numbered and printed (AMA 11th, NLM/Vancouver), and as they are taken over from reference
managers.
"""
