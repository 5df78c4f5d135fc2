-- Shared by the scripts of a conversation. Numbers are doubles: versions and sequences are exact below 2^53. Redis does
-- not roll back a script that fails, so each script decides before its first write, and cannot fail after it.
local head, messages, ids, revisions, replies, writes, older =
    KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5], KEYS[6], KEYS[7]

local TYPES = {'hash', 'hash', 'hash', 'hash', 'zset', 'hash', 'hash'} -- of the keys
local STEP = 1000 -- maximum number of values for one unpack()
local WRITES = 10000 -- number of tokens in a generation
local REMEMBERED = 3600000 -- milliseconds
local MISSED = 100 -- maximum number of messages that a conflict carries
local LAYOUT = 2 -- of a message, as StoredMessage.java describes it
local FORMAT = '>BI8BI4c8BI8Bc0I2c0I4c0I4c0I4c0I4c0'

local function number(n)
    return string.format('%.0f', n)
end

-- Returns the server's time, in microseconds.
local function server_time()
    local time = redis.call('TIME')
    return number(time[1] * 1000000 + time[2])
end

-- Ends the script: the value of a key is not of the form in which scripts write it.
local function foreign(name)
    error({foreign = name})
end

-- Ends the script, before its first write, if a key is of another type.
local function check_types()
    redis.call('HLEN', messages)
    redis.call('HLEN', ids)
    redis.call('HLEN', revisions)
    redis.call('ZCARD', replies)
    redis.call('HLEN', writes)
    redis.call('HLEN', older)
end

-- Returns the state of the head. A deleted conversation keeps its version for a while.
local function state()
    local found = redis.call('HMGET', head, 'version', 'last', 'base', 'gone', 'day', 'trimmed')
    local present = found[1] and not found[4]
    if found[1] and not tonumber(found[1]) or not found[1] and redis.call('EXISTS', head) == 1
        or present and not (tonumber(found[2]) and tonumber(found[3]) and found[5] and tonumber(found[6] or 0)) then
        foreign(head)
    end
    return {
        present = present,
        version = tonumber(found[1] or 0),
        last = present and tonumber(found[2]) or 0,
        before = present and tonumber(found[6] or 0) or 0, -- the sequence before the first message
        base = present and found[3] or '',
        day = present and found[5] or '',
    }
end

local function visible(at)
    return at.present and at.version or 0
end

-- Returns the note of the write with a token, if it is one of the last ones.
local function written(token)
    return redis.call('HGET', writes, token) or redis.call('HGET', older, token)
end

local function remember(token, note)
    if redis.call('HLEN', writes) >= WRITES then
        redis.call('UNLINK', older)
        redis.call('RENAME', writes, older)
    end
    redis.call('HSET', writes, token, note)
    redis.call('PEXPIRE', writes, REMEMBERED)
end

-- Creates the head of a conversation, at the version of its predecessor. Its entries in the lists have one nonce.
local function begin(at, nonce, now, day)
    redis.call('DEL', head)
    redis.call('HSET', head, 'version', number(at.version), 'base', number(at.version), 'last', '0', 'tokens', '0',
        'created', now, 'active', now, 'updated', now, 'nonce', nonce, 'day', day .. ' ' .. nonce)
end

-- Returns the messages from one sequence to another.
local function values(from, to)
    local found = {}
    for start = from, to, STEP do
        local fields = {}
        for sequence = start, math.min(start + STEP - 1, to) do
            fields[#fields + 1] = number(sequence)
        end
        for _, value in ipairs(redis.call('HMGET', messages, unpack(fields))) do
            found[#found + 1] = value
        end
    end
    return found
end

local function conflict(at)
    local from = math.max(at.before + 1, at.last - MISSED)
    return {'CONFLICT', number(visible(at)), number(from), values(from, at.last)}
end

-- Returns the fields of a message, or nil for one that is missing, damaged or of another layout.
local function parts(value)
    if not value or string.byte(value) ~= LAYOUT then
        return nil
    end
    local m, readable, layout = {}, true, 0
    readable, layout, m.version, m.redacted, m.revision, m.edited, m.named, m.parent, m.tokens, m.id, m.origin, m.text,
        m.attachments, m.metadata = pcall(struct.unpack, FORMAT, value)
    return readable and tonumber(m.tokens) and m or nil
end

local function whole(m)
    return struct.pack(FORMAT, LAYOUT, m.version, m.redacted, m.revision, m.edited, m.named, m.parent, #m.tokens,
        m.tokens, #m.id, m.id, #m.origin, m.origin, #m.text, m.text, #m.attachments, m.attachments, #m.metadata,
        m.metadata)
end

-- Metadata begins with a digest, which is the same whatever the order of its keys.
local function same(name, one, other)
    if name == 'metadata' and one then
        return string.sub(one, 1, 8) == string.sub(other, 1, 8)
    end
    return one == other
end

-- Returns the sequence of a message, which is given or, if empty, that of an id; nil for an unknown id.
local function sequence_of(sequence, id)
    local record = sequence == '' and redis.call('HGET', ids, id)
    if record then
        return string.match(record, '^%d+') or foreign(ids)
    end
    return sequence ~= '' and sequence or nil
end

-- Returns the reply of an edit or redaction that a write with the note made before.
local function revised_before(sequence, value, note)
    local version, added = string.match(note, '^(%d+) %d+ (%-?%d+)$')
    if not version then
        foreign(writes)
    end
    return {'MESSAGE', sequence, value, version, added}
end

-- Stores a revision of a message, moves the head forward, and returns the reply.
local function revise(sequence, m, added, now, token)
    local version = number(state().version + 1)
    local value = whole(m)
    redis.call('HINCRBY', head, 'tokens', number(added))
    redis.call('HSET', head, 'version', version, 'updated', now)
    redis.call('HSET', messages, sequence, value)
    remember(token, version .. ' ' .. sequence .. ' ' .. number(added))
    return {'MESSAGE', sequence, value, version, number(added)}
end

-- Reads the message of an edit or a redaction. Returns a reply if there is nothing to revise; otherwise false, the
-- sequence, the message and its parts.
local function to_revise(token, sequence, id)
    sequence = sequence_of(sequence, id)
    local value = sequence and redis.call('HGET', messages, sequence)
    if not value then
        return {'NONE'}
    end
    local note = written(token)
    if note then
        return revised_before(sequence, value, note)
    end
    local m = parts(value)
    if not m then
        return {'UNREADABLE', sequence}
    end
    state()
    check_types()
    return false, sequence, value, m
end
