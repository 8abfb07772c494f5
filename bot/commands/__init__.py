"""The commands: each reads its input, calls one function of the project, prints the result.

Each stands in the module of its name, which is imported when it is wanted: asking needs no database.
"""
