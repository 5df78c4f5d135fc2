-- Returns 1 if the caller now has the ticket, 0 if somebody else has it.
-- ARGV: ticket, lease, time to keep what is no window
local w = load() or new()
local time = now()
if taken(w, time, tonumber(ARGV[2])) then
    return {time, 0}
end
w.token = ARGV[1]
w.given = time
if w.state == EMPTY then
    redis.call('SET', key, header(w), 'PX', ARGV[3])
else
    redis.call('SETRANGE', key, 0, header(w))
    redis.call('PEXPIRE', key, ARGV[3], 'GT')
end
return {time, 1}
