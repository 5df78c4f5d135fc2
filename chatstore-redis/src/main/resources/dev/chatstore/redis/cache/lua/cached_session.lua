-- Shared by the scripts of a cached session. Its key holds a header (layout, state, version, expiry in microseconds,
-- the time at which the session was last known to be current), and after it a frame that only the library reads.
local FORM = '>BBI8I8I8'
local SIZE = 26
local LAYOUT = 2
local DROPPED = 0
local key = KEYS[1]

local function now()
    local time = redis.call('TIME')
    return time[1] * 1000 + math.floor(time[2] / 1000)
end

-- Returns the header, or nil for a missing or foreign value.
local function load()
    local bytes = redis.pcall('GETRANGE', key, 0, SIZE - 1)
    if type(bytes) ~= 'string' or #bytes < SIZE or string.byte(bytes) ~= LAYOUT then
        return nil
    end
    local known, layout = {}, 0
    layout, known.state, known.version, known.expires, known.asof = struct.unpack(FORM, bytes)
    return known
end

-- Stores a value, or removes the outdated one where a full server refuses it.
local function keep(bytes, life)
    local reply = redis.pcall('SET', key, bytes, 'PX', life)
    if type(reply) == 'table' and reply.err then
        redis.call('DEL', key)
    end
end
