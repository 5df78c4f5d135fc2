-- Extends the expiry of a session, or creates it, for which it needs the nonce of a new entry of the lists.
local clock = now_of(ARGV[1])
local ttl, now, token, text, owner, nonce = unpack(ARGV, 2, 7)

local at = state(clock)
if at.live then
    set_expiry(clock, ttl)
else
    if is_used(at, nonce) then
        return {'ENTRY'}
    end
    save(at, clock, now, text, ttl, token, owner)
    redis.call('HSET', session, 'nonce', nonce)
end
return reply(clock)
