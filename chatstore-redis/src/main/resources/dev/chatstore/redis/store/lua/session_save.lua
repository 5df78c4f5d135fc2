-- Saves a state if the session has the expected version, 0 for a missing one. A second save with one token changes
-- nothing.
local now, expires, millis, token, text, expected = unpack(ARGV, 1, 6)

local at = state(now)
if at.live and at.token == token then
    return reply()
end
local version = at.live and at.version or 0
if tonumber(expected) ~= version then
    return {'CONFLICT', number(version)}
end
save(at, now, text, expires, millis, token)
return reply()
