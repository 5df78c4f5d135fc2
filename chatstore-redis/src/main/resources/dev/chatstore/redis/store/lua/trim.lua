-- Removes the messages before a sequence, at most a number of them, with their revisions. Their ids keep their records, by
-- which they are found if they are sent again. Nothing is removed of a conversation that was created at another time than the one
-- that is given, if one is. Returns how many were removed, the head, and 1 if nobody has changed it since.
local token, first, limit, now, created = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3]), ARGV[4], ARGV[5]

local function each(command, key, values)
    for start = 1, #values, STEP do
        redis.call(command, key, unpack(values, start, math.min(start + STEP - 1, #values)))
    end
end

local at = state()
local note = written(token)
if note then
    local version, count = string.match(note, '^(%d+) (%d+)$')
    if not version then
        foreign(writes)
    end
    local last = version == number(at.version) and '1' or ''
    return at.present and {'TRIMMED', count, redis.call('HGETALL', head), last} or {'NONE'}
end
local to = math.min(first - 1, at.last, at.before + limit)
if to <= at.before or (created ~= '' and created ~= redis.call('HGET', head, 'created')) then
    return {'NONE'}
end
check_types()
local names, older_ones, children, tokens = {}, {}, {}, 0
for sequence = at.before + 1, to do
    local name = number(sequence)
    local m = parts(redis.call('HGET', messages, name))
    names[#names + 1] = name
    if m then
        tokens = tokens + tonumber(m.tokens)
        if m.named ~= 0 then
            children[#children + 1] = struct.pack('>I8I8', m.parent, sequence)
        end
    end
    -- Of a damaged message it is not known how many there are.
    local revision = 1
    while (not m or revision < m.revision) and redis.call('HEXISTS', revisions, name .. ':' .. revision) == 1 do
        older_ones[#older_ones + 1] = name .. ':' .. revision
        revision = revision + 1
    end
end
local version, count = number(at.version + 1), number(to - at.before)
each('HDEL', messages, names)
each('HDEL', revisions, older_ones)
each('ZREM', replies, children)
if tokens > 0 then
    redis.call('HINCRBY', head, 'tokens', number(-tokens))
end
redis.call('HSET', head, 'version', version, 'trimmed', number(to), 'updated', now)
remember(token, version .. ' ' .. count)
return {'TRIMMED', count, redis.call('HGETALL', head), '1'}
