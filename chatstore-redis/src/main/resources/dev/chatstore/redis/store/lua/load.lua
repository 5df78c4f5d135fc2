-- Stores a whole conversation that does not exist, or in the place of one that has the expected version if that is not
-- empty, at the version of its predecessor and its own together. In the place of another one, it also returns what names
-- the entries of that one in the lists. The head has the fields and values from the fifteenth argument on. After them, each
-- message that was removed as an old one has four arguments: the id, the sequence, the version, and the fingerprint or word
-- in its record. Then each message has six and those of its revisions: the id, the fingerprint or word in its record, the
-- parent, the version, the message without its layout and version, and the number of earlier revisions, each of which is
-- one more argument. The first two or the third may be empty.
local token, nonce, version, last, tokens, created, active, updated, archived, day, expected, trimmed, forgotten, fields =
    unpack(ARGV, 1, 14)
local FIELDS, OLD = 15, 4
local FORGOTTEN = FIELDS + fields
local FIRST = FORGOTTEN + OLD * forgotten

local function store(command, key, pairs)
    for start = 1, #pairs, STEP do
        redis.call(command, key, unpack(pairs, start, math.min(start + STEP - 1, #pairs)))
    end
end

local function add(base)
    local stored, named, children, older_ones = {}, {}, {}, {}
    for old = FORGOTTEN, FIRST - 1, OLD do
        local id, sequence, made, record = unpack(ARGV, old, old + OLD - 1)
        named[#named + 1] = id
        named[#named + 1] = table.concat({sequence, number(base + made), record}, ' ')
    end
    local i, sequence = FIRST, tonumber(trimmed)
    while i <= #ARGV do
        local id, record, parent, made, rest, earlier = unpack(ARGV, i, i + 5)
        sequence = sequence + 1
        local prefix = struct.pack('>BI8', LAYOUT, base + made)
        stored[#stored + 1] = number(sequence)
        stored[#stored + 1] = prefix .. rest
        if id ~= '' then
            named[#named + 1] = id
            named[#named + 1] = table.concat({number(sequence), number(base + made), record}, ' ')
        end
        if parent ~= '' then
            children[#children + 1] = 0
            children[#children + 1] = struct.pack('>I8I8', tonumber(parent), sequence)
        end
        for revision = 1, earlier do
            older_ones[#older_ones + 1] = number(sequence) .. ':' .. revision
            older_ones[#older_ones + 1] = prefix .. ARGV[i + 5 + revision]
        end
        i = i + 6 + earlier
    end
    store('HSET', messages, stored)
    store('HSET', ids, named)
    store('ZADD', replies, children)
    store('HSET', revisions, older_ones)
end

local at = state()
local note = written(token)
if note then
    local made = tonumber(string.match(note, '^%d+') or foreign(writes))
    if at.present and made > tonumber(at.base) then
        return {'LOADED', number(made)}
    end
    return {'REMOVED'}
end
if at.present and expected == '' or expected ~= '' and tonumber(expected) ~= visible(at) then
    return {'EXISTS', number(visible(at))}
end
check_types()
local reply = {'LOADED'}
if at.present then
    local found = redis.call('HMGET', head, 'created', 'nonce', 'owner', 'ownerNonce', 'day', 'past')
    for i = 1, 6 do
        reply[2 + i] = found[i] or ''
    end
    redis.call('UNLINK', messages, ids, revisions, replies)
    at.version = at.version + 1
end
reply[2] = number(at.version + version)
begin(at, nonce, created, day)
redis.call('HSET', head, 'version', number(at.version + version), 'last', last, 'tokens', tokens, 'active', active,
    'updated', updated)
if archived ~= '' then
    redis.call('HSET', head, 'archived', archived)
end
if trimmed ~= '0' then
    redis.call('HSET', head, 'trimmed', trimmed)
end
if FORGOTTEN > FIELDS then
    redis.call('HSET', head, unpack(ARGV, FIELDS, FORGOTTEN - 1))
end
add(at.version)
remember(token, reply[2] .. ' 0')
return reply
