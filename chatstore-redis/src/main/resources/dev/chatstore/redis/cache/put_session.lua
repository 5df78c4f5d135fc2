-- Keeps a session unless a newer one is known or was forgotten lately, and returns 1 if it did. The header is a layout, a
-- state (0 forgotten, 1 there), a version and when the session expires: of two that differ only in that, the later counts.
-- ARGV: header and session, time to live
local FORM = '>BBI8I8'
local bytes = redis.call('GETRANGE', KEYS[1], 0, 17)
local layout, state, version, expires = struct.unpack(FORM, ARGV[1])
if #bytes == 18 and string.byte(bytes) == layout then
    local _, known, least, later = struct.unpack(FORM, bytes)
    if version < least or version == least and (known == 0 or expires < later) then
        return 0
    end
end
local reply = redis.pcall('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
if type(reply) == 'table' and reply.err then
    -- Older than what could not be kept.
    redis.call('DEL', KEYS[1])
    return 0
end
return 1
