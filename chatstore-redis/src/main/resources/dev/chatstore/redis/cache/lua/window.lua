-- Shared by the scripts of a window. The key of a conversation holds a header of fixed size, which scripts change in
-- place, and after it frames, which scripts only append to: so an append costs its own bytes. A frame is a kind, the
-- number of its messages, the sequence of the first, a length, and bytes that only the library reads.
local FORM = '>BBI8I8I8c8I8I8I8I8c8c8I8I4'
local SIZE = 94
local LAYOUT = 2
local EMPTY, WINDOW, ABSENT = 0, 1, 2
local NO_TICKET = string.rep('\0', 8)
local key = KEYS[1]

local function now()
    local time = redis.call('TIME')
    return time[1] * 1000 + math.floor(time[2] / 1000)
end

local function new()
    return {state = EMPTY, version = 0, floor = 0, asof = 0, token = NO_TICKET, given = 0,
            count = 0, last = 0, tokens = 0, active = NO_TICKET, updated = NO_TICKET, first = 0, held = 0}
end

-- Returns the header, or nil for a missing or foreign value.
local function read(bytes)
    if #bytes < SIZE or string.byte(bytes) ~= LAYOUT then
        return nil
    end
    local w, layout = {}, 0
    layout, w.state, w.version, w.floor, w.asof, w.token, w.given,
        w.count, w.last, w.tokens, w.active, w.updated, w.first, w.held = struct.unpack(FORM, bytes)
    return w
end

local function header(w)
    return struct.pack(FORM, LAYOUT, w.state, w.version, w.floor, w.asof, w.token, w.given,
        w.count, w.last, w.tokens, w.active, w.updated, w.first, w.held)
end

local function load()
    local bytes = redis.pcall('GETRANGE', key, 0, SIZE - 1)
    return type(bytes) == 'string' and read(bytes) or nil
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
