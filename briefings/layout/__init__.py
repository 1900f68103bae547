"""The child process that lays sheets out, and all that it loads: plain Python, no Django, no models, no secrets.

    python -m briefings.layout MIB     one child, with its bound on memory (__main__.py)

`briefings.rendering.worker` starts it and talks to it through pipe.py; pdf.py makes the PDF, fit.py finds the setting
at which it fits its pages, finishing.py mends what WeasyPrint leaves out.
"""
