-- Appends messages: all or none. The conversation is created if there is a nonce, with the fields and values from the
-- tenth argument on. Its entry in the list by activity must be of this day: if the head names another, and there is no
-- nonce of a new entry, the reply is DAY with the entry that is no longer used. A reply that entries are missing has the
-- time, which is that of new ones. After the fields, each message has four
-- arguments: the id, the fingerprint, the parent, and the message without its layout and version. The first two or the
-- third may be empty.
local token, expected, base, nonce, now, tokens, day, day_nonce, fields = unpack(ARGV, 1, 9)
local FIRST, EACH = 10 + fields, 4
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

local function store(command, key, pairs)
    for start = 1, #pairs, STEP do
        redis.call(command, key, unpack(pairs, start, math.min(start + STEP - 1, #pairs)))
    end
end

local function add(version, last)
    local stored, named, children = {}, {}, {}
    local prefix = struct.pack('>BI8', LAYOUT, version)
    for i = 0, count - 1 do
        local id, print, parent, rest = unpack(ARGV, FIRST + i * EACH, FIRST + i * EACH + EACH - 1)
        local sequence = number(last + i + 1)
        stored[#stored + 1] = sequence
        stored[#stored + 1] = prefix .. rest
        if id ~= '' then
            named[#named + 1] = id
            named[#named + 1] = table.concat({sequence, number(version), print}, ' ')
        end
        if parent ~= '' then
            children[#children + 1] = 0
            children[#children + 1] = struct.pack('>I8I8', tonumber(parent), last + i + 1)
        end
    end
    store('HSET', messages, stored)
    store('HSET', ids, named)
    store('ZADD', replies, children)
end

local function appended(at, version, first)
    return {'APPENDED', version, first, at.base, at.day == day .. ' ' .. day_nonce and '1' or ''}
end

local at = state()
local note = written(token)
if note then
    local version, first = string.match(note, '^(%d+) (%d+)$')
    if not version then
        foreign(writes)
    end
    if at.present and tonumber(version) > tonumber(at.base) then
        return appended(at, version, first)
    end
    return {'REMOVED'}
end
if base ~= '' and base ~= at.base then
    return {'ABSENT', server_time()}
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
check_types()
if not at.present then
    -- The entries of a conversation that was deleted since were removed with it.
    if nonce == '' or nonce == redis.call('HGET', head, 'nonce') then
        return {'ABSENT', server_time()}
    end
    at.base = number(at.version)
    begin(at, nonce, now, day)
    at.day = day .. ' ' .. nonce
    if FIRST > 10 then
        redis.call('HSET', head, unpack(ARGV, 10, FIRST - 1))
    end
elseif string.match(at.day, '^%S+') ~= day then
    if day_nonce == '' then
        return {'DAY', at.base, redis.call('HGET', head, 'past') or '', server_time()}
    end
    redis.call('HSET', head, 'past', at.day, 'day', day .. ' ' .. day_nonce)
    at.day = day .. ' ' .. day_nonce
end
redis.call('HDEL', head, 'archived')
redis.call('HINCRBY', head, 'tokens', tokens)
redis.call('HSET', head, 'version', number(at.version + 1), 'last', number(at.last + count), 'active', now,
    'updated', now)
add(at.version + 1, at.last)
remember(token, number(at.version + 1) .. ' ' .. number(at.last + 1))
return appended(at, number(at.version + 1), number(at.last + 1))
