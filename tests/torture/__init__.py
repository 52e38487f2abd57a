"""Kill the site at random moments while people work on it, then look whether anything is amiss.

`python -m tests.torture --kills 200` (or `make torture N=200`) serves the site on data of its own.
Several hands take cases from submission to rating, send papers that are read, and fetch workbooks;
each write goes under a key of its own, and what is not answered is asked again under the same key.
Meanwhile the process that answers is killed (SIGKILL) while requests are open, and so is the worker
that sends notices to a receiver of ours. Now and then it is the whole server, and then a migration
forth and back; the purge of contacts, the daily work and backups are killed in the middle of
theirs. At the end every answer that was given must hold, nothing may stand there twice or by half
or have been sent twice, and the audit log must be whole.
"""
