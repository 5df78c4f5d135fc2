-- Shared by the scripts of a cached session. Its key holds a header (layout, state, version, expiry in microseconds,
-- the time at which the session was last known to be current, the size of the frame), a checksum of the header and the
-- key, and a frame that only the library reads.
local FORM = '>BBI8I8I8I4'
local FIELDS = 30
local SIZE = 38
local LAYOUT = 4
local LONGEST = 17825792 -- bytes; a longer value is foreign
local DROPPED = 0
local key = KEYS[1]

local function now()
    local time = redis.call('TIME')
    return time[1] * 1000 + math.floor(time[2] / 1000)
end

local function checksum(fields)
    return string.sub(redis.sha1hex(fields .. key), 1, 8)
end

-- Returns the header, or nil for a missing, damaged or foreign value.
local function load()
    local bytes = redis.pcall('GETRANGE', key, 0, SIZE - 1)
    if type(bytes) ~= 'string' or #bytes < SIZE or string.byte(bytes) ~= LAYOUT
        or string.sub(bytes, FIELDS + 1) ~= checksum(string.sub(bytes, 1, FIELDS)) then
        return nil
    end
    local known, layout = {}, 0
    layout, known.state, known.version, known.expires, known.asof, known.size = struct.unpack(FORM, bytes)
    return known.size == redis.call('STRLEN', key) - SIZE and known or nil
end

-- Stores a header and a frame, or removes the outdated ones where a full server refuses it.
local function keep(state, version, expires, asof, frame, life)
    local fields = struct.pack(FORM, LAYOUT, state, version, expires, asof, #frame)
    local reply = redis.pcall('SET', key, fields .. checksum(fields) .. frame, 'PX', life)
    if type(reply) == 'table' and reply.err then
        redis.call('DEL', key)
    end
end
