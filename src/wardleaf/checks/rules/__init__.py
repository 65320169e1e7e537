"""The rules, one file each: the docstring is the manual page, `FAULT` what it tells, `RULE` what it reads and how it looks."""
