-- Returns the messages right after a sequence, and the sequence of the first.
local sequence, limit = tonumber(ARGV[1]), tonumber(ARGV[2])

local at = state()
sequence = math.max(sequence, at.before)
return {number(sequence + 1), values(sequence + 1, math.min(sequence + limit, at.last))}
