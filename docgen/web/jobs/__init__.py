"""Long work in the background, with progress, that survives a restart of the service.

A kind of job is a module here with a ``KIND``, listed in ``kinds.py``; ``runner.py`` keeps the queue.
"""
