-- Stands before each script that works on a window. The key of a conversation holds a header of fixed size, which the
-- scripts change in place, and behind it records, which are only ever added to: so an append costs its own bytes. Each
-- record is a kind, how many messages are in it, the sequence of the first, its length, and what only the library reads.
local FORM = '>BBI8I8I8c8I8I8I8I8c8I8I4'
local SIZE = 86
local LAYOUT = 1
local EMPTY, WINDOW, ABSENT = 0, 1, 2
local NOBODY = string.rep('\0', 8)
local key = KEYS[1]

local function now()
    local time = redis.call('TIME')
    return time[1] * 1000 + math.floor(time[2] / 1000)
end

local function new()
    return {state = EMPTY, version = 0, floor = 0, asof = 0, token = NOBODY, given = 0,
            count = 0, last = 0, tokens = 0, updated = NOBODY, first = 0, held = 0}
end

-- Nil where there is nothing, or something else than this library writes.
local function read(bytes)
    if #bytes < SIZE or string.byte(bytes) ~= LAYOUT then
        return nil
    end
    local w, layout = {}, 0
    layout, w.state, w.version, w.floor, w.asof, w.token, w.given,
        w.count, w.last, w.tokens, w.updated, w.first, w.held = struct.unpack(FORM, bytes)
    return w
end

local function header(w)
    return struct.pack(FORM, LAYOUT, w.state, w.version, w.floor, w.asof, w.token, w.given,
        w.count, w.last, w.tokens, w.updated, w.first, w.held)
end

local function load()
    local bytes = redis.pcall('GETRANGE', key, 0, SIZE - 1)
    return type(bytes) == 'string' and read(bytes) or nil
end

-- Whether somebody has a ticket whose time is not over; one from the future is from before the clock went back.
local function taken(w, time, lease)
    local passed = time - w.given
    return w.token ~= NOBODY and passed >= 0 and passed < lease
end

local function failed(reply)
    return type(reply) == 'table' and reply.err
end

-- Writes for which a server that is full has no room: then what is there must go, since it would be old.
local function attempt(...)
    if failed(redis.pcall(...)) then
        redis.call('DEL', key)
        return false
    end
    return true
end

-- Leaves nothing but the version that a window must have at least to be taken.
local function forget(w, floor, keep)
    local left = new()
    left.floor = math.max(w.floor, w.version, floor)
    attempt('SET', key, header(left), 'PX', keep)
end
