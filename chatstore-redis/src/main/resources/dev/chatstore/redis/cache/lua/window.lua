-- Shared by the scripts of a window. The key of a conversation holds a header of fixed size, which scripts change in
-- place, and after it frames, which scripts only append to: so an append costs its own bytes. The header has the size of
-- all frames, and ends with a checksum of itself and the key. A frame is a kind, the number of its messages, the sequence
-- of the first, a length, and bytes that only the library reads, which begin with a checksum of the frame.
local FORM = '>BBI8I8I8c8I8I8I8I8c8c8I8I4I4'
local FIELDS = 98
local SIZE = 106
local LAYOUT = 3
local LONGEST = 17825792 -- bytes; a longer value is foreign
local EMPTY, WINDOW, ABSENT = 0, 1, 2
local NO_TICKET = string.rep('\0', 8)
local key = KEYS[1]

local function now()
    local time = redis.call('TIME')
    return time[1] * 1000 + math.floor(time[2] / 1000)
end

local function new()
    return {state = EMPTY, version = 0, floor = 0, asof = 0, token = NO_TICKET, given = 0,
            count = 0, last = 0, tokens = 0, active = NO_TICKET, updated = NO_TICKET, first = 0, held = 0, size = 0}
end

local function checksum(fields)
    return string.sub(redis.sha1hex(fields .. key), 1, 8)
end

local function fields_of(bytes)
    local w, layout = {}, 0
    layout, w.state, w.version, w.floor, w.asof, w.token, w.given, w.count, w.last, w.tokens, w.active, w.updated,
        w.first, w.held, w.size = struct.unpack(FORM, bytes)
    return w
end

-- Returns the header of a value of some length, or nil for a missing, damaged or foreign one.
local function read(bytes, length)
    if #bytes < SIZE or string.byte(bytes) ~= LAYOUT
        or string.sub(bytes, FIELDS + 1, SIZE) ~= checksum(string.sub(bytes, 1, FIELDS)) then
        return nil
    end
    local w = fields_of(bytes)
    return w.size == length - SIZE and w or nil
end

local function header(w)
    local fields = struct.pack(FORM, LAYOUT, w.state, w.version, w.floor, w.asof, w.token, w.given, w.count, w.last,
        w.tokens, w.active, w.updated, w.first, w.held, w.size)
    return fields .. checksum(fields)
end

local function load()
    local bytes = redis.pcall('GETRANGE', key, 0, SIZE - 1)
    return type(bytes) == 'string' and read(bytes, redis.call('STRLEN', key)) or nil
end

-- Returns whether a process holds a valid ticket. One from the future was given before the clock was set back.
local function taken(w, time, lease)
    local passed = time - w.given
    return w.token ~= NO_TICKET and passed >= 0 and passed < lease
end

local function failed(reply)
    return type(reply) == 'table' and reply.err
end

-- Runs a write that a full server refuses; the value is removed then, since it would be outdated.
local function attempt(...)
    if failed(redis.pcall(...)) then
        redis.call('DEL', key)
        return false
    end
    return true
end

-- Keeps nothing but the minimum version of a window to be stored.
local function forget(w, floor, keep)
    local left = new()
    left.floor = math.max(w.floor, w.version, floor)
    attempt('SET', key, header(left), 'PX', keep)
end
