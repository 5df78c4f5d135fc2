-- Returns the time and the window; or the time and 1 if the reader now has the ticket, 0 if somebody else has it, and then
-- 1 if what was there was none of ours, and is gone now.
-- ARGV: ticket, lease, time to keep what is no window
local value = redis.pcall('GET', key)
local w = type(value) == 'string' and read(value) or nil
local time = now()
if w and w.state ~= EMPTY then
    return {time, value}
end
local foreign = value and not w
w = w or new()
if taken(w, time, tonumber(ARGV[2])) then
    return {time, 0, 0}
end
w.token = ARGV[1]
w.given = time
redis.call('SET', key, header(w), 'PX', ARGV[3])
return {time, 1, foreign and 1 or 0}
