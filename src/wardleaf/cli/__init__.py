"""The command line: one module a command. Arguments in, exit code out; what is to be decided is decided in the rooms below."""
