-- Returns the time, which stands with no key.
return now()
