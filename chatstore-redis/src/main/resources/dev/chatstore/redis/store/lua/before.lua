-- Returns the messages right before a sequence, and the sequence of the first.
local sequence, limit = tonumber(ARGV[1]), tonumber(ARGV[2])

local to = math.min(sequence - 1, state().last)
local from = math.max(1, to - limit + 1)
return {number(from), values(from, to)}
