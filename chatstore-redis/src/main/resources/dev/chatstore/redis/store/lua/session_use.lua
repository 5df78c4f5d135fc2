-- Puts the expiry of a session off.
local now, expires, millis = unpack(ARGV, 1, 3)

if not state(now).live then
    return {'NONE'}
end
put_off(expires, millis)
return told()
