-- Saves a state if the session has the expected version, 0 for a missing one, and the time of the last save, if given. A second save with one token changes
-- nothing. To create the session or change its owner it needs the nonce of a new entry of the lists; after a change of
-- the owner it also returns the nonce and owner of the old entry.
local clock = now_of(ARGV[1])
local ttl, now, token, text, owner, nonce, expected, updated = unpack(ARGV, 2, 9)

local at = state(clock)
if at.live and at.token == token then
    return reply(clock)
end
if not at.live and at.saved == token then
    return {'REMOVED'}
end
local version = at.live and at.version or 0
if tonumber(expected) ~= version or updated ~= '' and updated ~= redis.call('HGET', session, 'updated') then
    return {'CONFLICT', number(version)}
end
local moved = at.live and owner ~= '' and owner ~= at.owner
if (moved or not at.live) and is_used(at, nonce) then
    return {'ENTRY'}
end
save(at, clock, now, text, ttl, token, owner)
if moved or not at.live then
    redis.call('HSET', session, 'nonce', nonce)
end
local saved = reply(clock)
if moved then
    saved[4], saved[5] = at.nonce, at.owner
end
return saved
