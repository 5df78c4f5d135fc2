-- Returns the time of the server.
return now()
