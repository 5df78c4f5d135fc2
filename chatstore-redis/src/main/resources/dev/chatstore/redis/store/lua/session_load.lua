-- Stores a session as it was, unless it exists. It needs the nonce of a new entry of the lists. A second call with one
-- token changes nothing.
local clock = now_of(ARGV[1])
local nonce, token = ARGV[2], ARGV[3]

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
put(at, clock, unpack(ARGV, 2, 9))
return {'LOADED'}
