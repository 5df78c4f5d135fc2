-- Applies one change, and returns the time. In any case, it voids the tickets that were given before.
-- ARGV: kind (A appended, R revised, D described, X removed), version, the time of this server at its commit or -1,
-- time to live of a window, time to live of a version only, maximum messages, maximum bytes; for all but a removal:
-- frames, messages in them, first sequence, time of the change, and tokens, added ones or all of a description; for an
-- append and a description: last sequence; for an append: the frame of the head if it created the conversation, else
-- empty; for a description: count of messages, time of the last activity
local kind, version, sent = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3])
local live, keep, most, room = ARGV[4], ARGV[5], tonumber(ARGV[6]), tonumber(ARGV[7])
local time = now()

-- Half as many messages more may be held than are read, so that not each append has to drop the oldest.
local function isOver(w, bytes)
    return w.held > most * 3 / 2 or bytes > room
end

local function joined(frames, from)
    local parts = {}
    for i = from, #frames do
        parts[#parts + 1] = frames[i].bytes
    end
    return table.concat(parts)
end

-- Drops the oldest messages, down to three quarters of the bytes if there are too many. Returns the frames that are
-- left, or nil if the window cannot be trimmed.
local function trimmed(w, frames)
    local value = redis.call('GETRANGE', key, SIZE, -1) .. frames
    local head, kept, bytes, at = '', {}, SIZE, 1
    while at <= #value do
        if at + 16 > #value then
            return nil
        end
        local frame, count, first, length = struct.unpack('>BI4I8I4', value, at)
        local whole = string.sub(value, at, at + 16 + length)
        at = at + 17 + length
        frame = frame % 128
        if frame == 1 then
            head = whole
        elseif frame == 2 then
            kept[#kept + 1] = {count = count, first = first, bytes = whole}
            bytes = bytes + #whole
        else
            -- An edit of a message that may be dropped.
            return nil
        end
    end
    bytes = bytes + #head
    local least = bytes > room and room * 3 / 4 or bytes
    local from = 1
    while from <= #kept and (w.held - kept[from].count >= most or bytes > least) do
        w.held = w.held - kept[from].count
        bytes = bytes - #kept[from].bytes
        from = from + 1
    end
    w.first = from <= #kept and kept[from].first or w.last + 1
    return bytes <= room and head .. joined(kept, from) or nil
end

local function forward(w, frames)
    w.asof = sent >= 0 and math.max(w.asof, math.min(time, sent)) or w.asof
    if isOver(w, SIZE + w.size + #frames) then
        local rest = trimmed(w, frames)
        if not rest then
            forget(w, version, keep)
        else
            w.size = #rest
            attempt('SET', key, header(w) .. rest, 'PX', live)
        end
    elseif #frames == 0 or attempt('APPEND', key, frames) then
        w.size = w.size + #frames
        if attempt('SETRANGE', key, 0, header(w)) then
            redis.call('PEXPIRE', key, live)
        end
    end
end

local function follow(w)
    local frames, held, first = ARGV[8], tonumber(ARGV[9]), tonumber(ARGV[10])
    local updated, tokens = ARGV[11], tonumber(ARGV[12])
    if kind == 'A' and first ~= w.last + 1 or kind == 'D' and tonumber(ARGV[13]) ~= w.last then
        return forget(w, version, keep)
    end
    if kind == 'D' and w.held > 0 and w.last - tonumber(ARGV[14]) >= w.first then
        -- Messages of the window were removed as old ones.
        return forget(w, version, keep)
    end
    w.version = version
    w.updated = updated
    if kind == 'A' then
        w.first = w.held == 0 and first or w.first
        w.held = w.held + held
        w.count = w.count + held
        w.last = tonumber(ARGV[13])
        w.tokens = w.tokens + tokens
        w.active = updated
    elseif kind == 'D' then
        w.tokens, w.last, w.count, w.active = tokens, tonumber(ARGV[13]), tonumber(ARGV[14]), ARGV[15]
    else
        w.tokens = w.tokens + tokens
        if w.held == 0 or first < w.first then
            -- The window does not hold the message: only the head moves forward.
            frames = ''
        end
    end
    forward(w, frames)
end

local function vanish(w)
    local gone = new()
    gone.state = ABSENT
    gone.floor = math.max(w.floor, version)
    gone.asof = sent >= 0 and math.max(w.asof, math.min(time, sent)) or w.asof
    attempt('SET', key, header(gone), 'PX', keep)
end

-- Returns whether the change created a conversation that is known to be missing. Version 1 may be that of an earlier
-- conversation, deleted long ago, unless it was committed after the conversation was found missing.
local function creates(w)
    return w.state == ABSENT and kind == 'A' and ARGV[14] ~= '' and version == w.floor + 1
        and (w.floor > 0 or sent >= w.asof)
end

-- Makes the window of a conversation that the append created.
local function create(w)
    w.state, w.first, w.last, w.count, w.held, w.tokens, w.size = WINDOW, 1, 0, 0, 0, 0, #ARGV[14]
    if attempt('SETRANGE', key, 0, header(w) .. ARGV[14]) then
        follow(w)
    end
end

local function micros(bytes)
    return (struct.unpack('>I8', bytes))
end

-- Returns whether the window, which has at least the version of the change, belongs to another history: that of a store
-- that was put back to an older state since.
local function is_lost(w)
    if w.state ~= WINDOW or version > w.version then
        return false
    end
    if kind == 'X' then
        return version < w.version
    end
    local changed, updated = micros(ARGV[11]), micros(w.updated)
    return changed > updated or version == w.version and changed ~= updated
end

local w = load() or new()
w.token = NO_TICKET
if is_lost(w) then
    forget(new(), version, keep)
elseif w.state == WINDOW and kind == 'X' and version >= w.version then
    vanish(w)
elseif w.state == WINDOW and version == w.version + 1 then
    follow(w)
elseif creates(w) then
    create(w)
elseif (w.state == WINDOW and version <= w.version) or (w.state == ABSENT and (kind == 'X' or version <= w.floor)) then
    w.floor = w.state == ABSENT and math.max(w.floor, version) or w.floor
    attempt('SETRANGE', key, 0, header(w))
else
    forget(w, version, keep)
end
return time
