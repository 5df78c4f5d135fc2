-- Puts the expiry of a session off, or makes it.
local now, expires, millis, token, text = unpack(ARGV, 1, 5)

local at = state(now)
if at.live then
    put_off(expires, millis)
else
    save(at, now, text, expires, millis, token)
end
return told()
