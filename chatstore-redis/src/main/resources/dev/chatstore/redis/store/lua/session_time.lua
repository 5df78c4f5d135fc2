-- Returns the server's time, in microseconds.
return {'TIME', number(now_of(''))}
