-- Extends the expiry of a session, or creates it, for which it needs the nonce of a new entry of the lists.
local now, expires, millis, token, text, owner, nonce = unpack(ARGV, 1, 7)

local at = state(now)
if at.live then
    set_expiry(expires, millis)
else
    if is_used(at, nonce) then
        return {'ENTRY'}
    end
    save(at, now, text, expires, millis, token, owner)
    redis.call('HSET', session, 'nonce', nonce)
end
return reply()
