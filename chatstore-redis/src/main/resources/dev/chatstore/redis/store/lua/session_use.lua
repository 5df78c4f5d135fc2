-- Extends the expiry of a session.
local now, expires, millis = unpack(ARGV, 1, 3)

if not state(now).live then
    return {'NONE'}
end
set_expiry(expires, millis)
return reply()
