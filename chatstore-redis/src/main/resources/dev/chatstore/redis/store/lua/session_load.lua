-- Stores a session as it was, unless it exists. The version is that of the gone one in its place and its own together. It
-- needs the nonce of a new entry of the lists. A second call with one token changes nothing.
local clock = now_of(ARGV[1])
local nonce, token, version, text, created, updated, expires, owner = unpack(ARGV, 2, 9)

local at = state(clock)
if at.live then
    return {at.token == token and 'LOADED' or 'EXISTS'}
end
if at.saved == token then
    return {'LOADED'}
end
if is_used(at, nonce) then
    return {'ENTRY'}
end
redis.call('HSET', session, 'version', number(at.version + version), 'state', text, 'created', created, 'updated', updated,
    'expires', expires, 'token', token, 'nonce', nonce)
redis.call('HDEL', session, 'removed', 'owner')
if owner ~= '' then
    redis.call('HSET', session, 'owner', owner)
end
if expires == '' then
    redis.call('PERSIST', session)
else
    redis.call('PEXPIRE', session, number(math.max(1, math.ceil((expires - clock) / 1000) + REMEMBERED)))
end
return {'LOADED'}
