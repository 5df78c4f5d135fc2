-- Deletes a session, and returns whether it existed, with the nonce and owner of its entry. Its version stays for a
-- while, and so does the nonce, so that a late attempt to create the session does not use the removed entry again.
local clock, token = now_of(ARGV[1]), ARGV[2]

local at = state(clock)
if not at.live then
    return at.token == token and {'DELETED'} or {'NONE'}
end
redis.call('HDEL', session, 'state', 'owner')
redis.call('HSET', session, 'removed', '1', 'expires', number(clock), 'token', token)
redis.call('PEXPIRE', session, REMEMBERED)
return {'DELETED', at.nonce, at.owner}
