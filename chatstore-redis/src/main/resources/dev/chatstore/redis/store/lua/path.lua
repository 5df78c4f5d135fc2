-- Returns the messages on the path to a leaf, the newest message if that is empty: the leaf first, each after its
-- sequence.
local at = state()
local sequence, limit = tonumber(ARGV[1]) or at.last, tonumber(ARGV[2])

local found = {}
while sequence > at.before and sequence <= at.last and #found < 2 * limit do
    local value = redis.call('HGET', messages, number(sequence))
    found[#found + 1] = number(sequence)
    found[#found + 1] = value
    local m = parts(value)
    sequence = m and m.named ~= 0 and m.parent or sequence - 1
end
return found
