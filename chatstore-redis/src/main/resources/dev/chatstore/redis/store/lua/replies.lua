-- Returns the messages that follow a parent and come after a sequence, oldest first, each after its sequence. The
-- message right after the parent follows it unless it names another; all others that follow it name it.
local parent, after, limit = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local at = state()
after = math.max(after, at.before)

local found = {}
if parent >= at.last or after >= at.last then
    return found
end
if after <= parent then
    local value = redis.call('HGET', messages, number(parent + 1))
    local m = value and parts(value)
    if not m or m.named == 0 then
        found = {number(parent + 1), value}
    end
end
local sequences = {}
local from, to = struct.pack('>I8I8', parent, after + 1), struct.pack('>I8I8', parent + 1, 0)
for _, member in ipairs(redis.call('ZRANGEBYLEX', replies, '[' .. from, '(' .. to, 'LIMIT', 0, limit - #found / 2)) do
    if #member ~= 16 then
        foreign(replies)
    end
    sequences[#sequences + 1] = number(struct.unpack('>I8', member, 9))
end
for start = 1, #sequences, STEP do
    local stop = math.min(start + STEP - 1, #sequences)
    for i, value in ipairs(redis.call('HMGET', messages, unpack(sequences, start, stop))) do
        found[#found + 1] = sequences[start + i - 1]
        found[#found + 1] = value
    end
end
return found
