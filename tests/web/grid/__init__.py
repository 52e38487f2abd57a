"""Who may do what: every address × role × state of its thing.

`<room>.txt` has the rows, `<room>.py` the way to each address. A line of rows: address name,
method, state of the thing, then the answer for each of `ROLES`; administrator and
security officer are answered like nobody, unless the row says otherwise behind a bar. 200 page, 302 done and sent on,
403 told why not, 404 as if it did not exist, 422 the form says what is missing, 401 sign in first
(a GET is sent to the sign-in page: 302).
"""
