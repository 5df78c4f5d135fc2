-- Appends messages: all or none. From the seventh argument on, each message has four: the id, the fingerprint, the
-- parent, and the message without its layout and version. The first two or the third may be empty.
local token, expected, base, nonce, now, tokens = unpack(ARGV, 1, 6)
local FIRST, EACH = 7, 4
local count = (#ARGV - FIRST + 1) / EACH

-- Returns the ids that are taken, each followed by its record.
local function taken()
    local asked, known = {}, {}
    for i = FIRST, #ARGV, EACH do
        if ARGV[i] ~= '' then
            asked[#asked + 1] = ARGV[i]
        end
    end
    for start = 1, #asked, STEP do
        local found = redis.call('HMGET', ids, unpack(asked, start, math.min(start + STEP - 1, #asked)))
        for i, record in ipairs(found) do
            if record then
                known[#known + 1] = asked[start + i - 1]
                known[#known + 1] = record
            end
        end
    end
    return known
end

-- Returns the index of a message that would come before its parent.
local function late(last)
    for i = 0, count - 1 do
        local parent = ARGV[FIRST + i * EACH + 2]
        if parent ~= '' and tonumber(parent) > last + i then
            return i
        end
    end
end

local function store(key, fields)
    for start = 1, #fields, STEP do
        redis.call('HSET', key, unpack(fields, start, math.min(start + STEP - 1, #fields)))
    end
end

local function add(version, last)
    local stored, named = {}, {}
    local prefix = struct.pack('>BI8', LAYOUT, version)
    for i = 0, count - 1 do
        local id, print, parent, rest = unpack(ARGV, FIRST + i * EACH, FIRST + i * EACH + EACH - 1)
        local sequence = number(last + i + 1)
        stored[#stored + 1] = sequence
        stored[#stored + 1] = prefix .. rest
        if id ~= '' then
            named[#named + 1] = id
            named[#named + 1] = table.concat(
                {sequence, number(version), parent == '' and number(last + i) or parent, print}, ' ')
        end
    end
    store(messages, stored)
    store(ids, named)
end

local at = state()
local note = written(token)
if note then
    local version, first = string.match(note, '^(%d+) (%d+)$')
    if at.present and tonumber(version) > tonumber(at.base) then
        return {'APPENDED', version, first, at.base}
    end
    return {'REMOVED'}
end
if base ~= '' and base ~= at.base then
    return {'ABSENT'}
end
if at.present then
    local known = taken()
    if #known > 0 then
        return {'KNOWN', at.base, known}
    end
end
if expected ~= '' and tonumber(expected) ~= visible(at) then
    return conflict(at)
end
local wrong = late(at.last)
if wrong then
    return {'PARENT', number(wrong)}
end
if not at.present then
    if nonce == '' then
        return {'ABSENT'}
    end
    at.base = number(at.version)
    begin(at, nonce, now)
end
redis.call('HINCRBY', head, 'tokens', tokens)
redis.call('HSET', head, 'version', number(at.version + 1), 'last', number(at.last + count), 'updated', now)
add(at.version + 1, at.last)
remember(token, number(at.version + 1) .. ' ' .. number(at.last + 1))
return {'APPENDED', number(at.version + 1), number(at.last + 1), at.base}
