-- Extends the expiry of a session, or creates it.
local now, expires, millis, token, text = unpack(ARGV, 1, 5)

local at = state(now)
if at.live then
    set_expiry(expires, millis)
else
    save(at, now, text, expires, millis, token)
end
return reply()
