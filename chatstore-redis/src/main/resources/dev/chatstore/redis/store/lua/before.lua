-- Returns the messages right before a sequence, and the sequence of the first.
local sequence, limit = tonumber(ARGV[1]), tonumber(ARGV[2])

local at = state()
local to = math.min(sequence - 1, at.last)
local from = math.max(at.before + 1, to - limit + 1)
return {number(from), values(from, to)}
