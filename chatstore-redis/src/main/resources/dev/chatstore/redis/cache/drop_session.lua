-- Forgets a session, and keeps the version up to which nothing is taken.
-- ARGV: layout, version, time to keep it
local FORM = '>BBI8I8I8'
local bytes = redis.call('GETRANGE', KEYS[1], 0, 25)
local version = tonumber(ARGV[2])
if #bytes == 26 and string.byte(bytes) == tonumber(ARGV[1]) then
    local _, _, least = struct.unpack(FORM, bytes)
    version = math.max(version, least)
end
local header = struct.pack(FORM, tonumber(ARGV[1]), 0, version, 0, 0)
local reply = redis.pcall('SET', KEYS[1], header, 'PX', ARGV[3])
if type(reply) == 'table' and reply.err then
    redis.call('DEL', KEYS[1])
end
return 1
