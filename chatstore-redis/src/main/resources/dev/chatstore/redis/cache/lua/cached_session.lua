-- Stands before each script that works on a cached session. Its key holds a header, of a layout, a state, a version, when
-- the session expires and since when it is known to be current, and behind it what only the library reads.
local FORM = '>BBI8I8I8'
local SIZE = 26
local LAYOUT = 1
local GONE = 0
local key = KEYS[1]

local function now()
    local time = redis.call('TIME')
    return time[1] * 1000 + math.floor(time[2] / 1000)
end

-- Nil where there is nothing, or something else than this library writes.
local function load()
    local bytes = redis.pcall('GETRANGE', key, 0, SIZE - 1)
    if type(bytes) ~= 'string' or #bytes < SIZE or string.byte(bytes) ~= LAYOUT then
        return nil
    end
    local known, layout = {}, 0
    layout, known.state, known.version, known.expires, known.asof = struct.unpack(FORM, bytes)
    return known
end

-- Where there is no room for what is newer, what is there must go.
local function keep(bytes, life)
    local reply = redis.pcall('SET', key, bytes, 'PX', life)
    if type(reply) == 'table' and reply.err then
        redis.call('DEL', key)
    end
end
