-- Returns the time, and 1 if the caller now holds the ticket or 0 if another process does.
-- ARGV: ticket, lease, time to live of a version only
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
