-- Saves a state if the session is at a version, 0 meaning not there. What was saved under the same token is not again.
local now, expires, millis, token, text, expected = unpack(ARGV, 1, 6)

local at = state(now)
if at.live and at.token == token then
    return told()
end
local version = at.live and at.version or 0
if tonumber(expected) ~= version then
    return {'CONFLICT', number(version)}
end
save(at, now, text, expires, millis, token)
return told()
