-- Stores a session as it was, in the place of one that has the expected version and time of its last save. It needs the
-- nonce of a new entry of the lists, and returns the nonce and owner of the old one. A second call with one token changes
-- nothing.
local clock = now_of(ARGV[1])
local nonce, token = ARGV[2], ARGV[3]
local expected, read = ARGV[10], ARGV[11]

local at = state(clock)
if at.live and at.token == token or not at.live and at.saved == token then
    return {'REPLACED'}
end
if not at.live or tonumber(expected) ~= at.version or read ~= redis.call('HGET', session, 'updated') then
    return {'CONFLICT'}
end
if is_used(at, nonce) then
    return {'ENTRY'}
end
put(at, clock, unpack(ARGV, 2, 9))
return {'REPLACED', at.nonce, at.owner}
