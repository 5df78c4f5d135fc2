-- Keeps a session unless a newer one is known or was forgotten lately, and returns the time. The header is a layout, a
-- state (0 forgotten, 1 there), a version, when the session expires and since when it is known to be current.
-- ARGV: header, session, when it was sent by this server's clock, age then, time to live
local FORM = '>BBI8I8I8'
local layout, state, version, expires = struct.unpack(FORM, ARGV[1])
local time = redis.call('TIME')
time = time[1] * 1000 + math.floor(time[2] / 1000)
local asof = math.max(0, math.min(time, tonumber(ARGV[3])) - tonumber(ARGV[4]))
local bytes = redis.call('GETRANGE', KEYS[1], 0, 25)
if #bytes == 26 and string.byte(bytes) == layout then
    local _, known, least, later, since = struct.unpack(FORM, bytes)
    if version < least or version == least and (known == 0 or expires < later) then
        return time
    end
    if version == least then
        asof = math.max(asof, since)
    end
end
local kept = struct.pack(FORM, layout, state, version, expires, asof) .. ARGV[2]
local reply = redis.pcall('SET', KEYS[1], kept, 'PX', ARGV[5])
if type(reply) == 'table' and reply.err then
    -- What is there is older than what could not be kept.
    redis.call('DEL', KEYS[1])
end
return time
