-- Deletes a session, and returns whether it existed. Its version stays for a while.
local now, token = unpack(ARGV, 1, 2)

local at = state(now)
if not at.live then
    return at.token == token and {'DELETED'} or {'NONE'}
end
redis.call('HSET', session, 'state', '', 'removed', '1', 'expires', now, 'token', token)
redis.call('PEXPIRE', session, REMEMBERED)
return {'DELETED'}
