-- Brings in one change, and returns the time. Whatever comes of it, tickets that were given before are void.
-- ARGV: kind (A appended, R revised, D described, X removed), version, when it was sent by this server's clock or -1,
-- time to live of a window, of what is none, most messages, most bytes, and of all but a removal: records, messages in
-- them, first sequence, updated; last sequence, tokens, and of a description the count of messages
local kind, version, sent = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3])
local live, keep, most, room = ARGV[4], ARGV[5], tonumber(ARGV[6]), tonumber(ARGV[7])
local time = now()

-- Half as many again may be held as are read, so that the oldest are not dropped for each append.
local function isOver(w, bytes)
    return w.held > most * 3 / 2 or bytes > room
end

local function joined(records, from)
    local parts = {}
    for i = from, #records do
        parts[#parts + 1] = records[i].bytes
    end
    return table.concat(parts)
end

-- Drops the oldest messages, down to three quarters of the room if that is what they lack.
local function trimmed(w, records)
    local value = redis.call('GETRANGE', key, SIZE, -1) .. records
    local head, kept, bytes, at = '', {}, SIZE, 1
    while at <= #value do
        local record, count, first, length = struct.unpack('>BI4I8I4', value, at)
        local whole = string.sub(value, at, at + 16 + length)
        at = at + 17 + length
        record = record % 128
        if record == 1 then
            head = whole
        elseif record == 2 then
            kept[#kept + 1] = {count = count, first = first, bytes = whole}
            bytes = bytes + #whole
        else
            -- An edit of what may be dropped.
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

local function forward(w, records)
    w.asof = sent >= 0 and math.max(w.asof, math.min(time, sent)) or w.asof
    if isOver(w, redis.call('STRLEN', key) + #records) then
        local rest = trimmed(w, records)
        if not rest then
            forget(w, version, keep)
        else
            attempt('SET', key, header(w) .. rest, 'PX', live)
        end
    elseif #records == 0 or attempt('APPEND', key, records) then
        if attempt('SETRANGE', key, 0, header(w)) then
            redis.call('PEXPIRE', key, live)
        end
    end
end

local function follow(w)
    local records, held, first, updated = ARGV[8], tonumber(ARGV[9]), tonumber(ARGV[10]), ARGV[11]
    if kind == 'A' and first ~= w.last + 1 then
        return forget(w, version, keep)
    end
    w.version = version
    w.updated = updated
    if kind == 'A' then
        w.first = w.held == 0 and first or w.first
        w.held = w.held + held
        w.count = w.count + held
        w.last = tonumber(ARGV[12])
        w.tokens = w.tokens + tonumber(ARGV[13])
    elseif kind == 'D' then
        w.last, w.tokens, w.count = tonumber(ARGV[12]), tonumber(ARGV[13]), tonumber(ARGV[14])
    elseif w.held == 0 or first < w.first then
        -- A message that the window does not hold: only the head moves.
        records = ''
    end
    forward(w, records)
end

local function vanish(w)
    local gone = new()
    gone.state = ABSENT
    gone.floor = math.max(w.floor, version)
    gone.asof = sent >= 0 and math.max(w.asof, math.min(time, sent)) or w.asof
    attempt('SET', key, header(gone), 'PX', keep)
end

local w = load() or new()
w.token = NOBODY
if w.state == WINDOW and kind == 'X' and version >= w.version then
    vanish(w)
elseif w.state == WINDOW and version == w.version + 1 then
    follow(w)
elseif (w.state == WINDOW and version <= w.version) or (w.state == ABSENT and (kind == 'X' or version <= w.floor)) then
    w.floor = w.state == ABSENT and math.max(w.floor, version) or w.floor
    attempt('SETRANGE', key, 0, header(w))
else
    forget(w, version, keep)
end
return time
