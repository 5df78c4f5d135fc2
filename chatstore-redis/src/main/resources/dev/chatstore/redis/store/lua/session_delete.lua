-- Deletes a session, and returns whether it existed, with the nonce and owner of its entry. Its version stays for a
-- while, and so does the nonce, so that a late attempt to create the session does not use the removed entry again. So do
-- the tokens of the last save and of the deletion: later attempts of those neither create nor delete a successor.
local clock, token = now_of(ARGV[1]), ARGV[2]

local at = state(clock)
if at.deleted == token then
    return {'DELETED'}
end
if not at.live then
    return {'NONE'}
end
redis.call('HDEL', session, 'state', 'owner')
redis.call('HSET', session, 'removed', '1', 'expires', number(clock), 'deleted', token, 'saved', at.token or '')
redis.call('HDEL', session, 'token')
redis.call('PEXPIRE', session, REMEMBERED)
return {'DELETED', at.nonce, at.owner}
