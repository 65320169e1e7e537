"""Excel workbooks (.xlsx) as Excel shows them: which sheets, rows and columns are seen, and what each cell says. Read
part by part, within bounds; knows no fields.
"""
