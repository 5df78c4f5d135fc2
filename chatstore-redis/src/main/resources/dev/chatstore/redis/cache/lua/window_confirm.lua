-- Returns 1 if the window has a version that the durable store had after the ticket was given; it was current then.
-- ARGV: ticket, lease, version, time to live of a window, time to live of a version only
local w = load()
if not w or w.state == EMPTY or w.token ~= ARGV[1] or not taken(w, now(), tonumber(ARGV[2])) then
    return 0
end
w.token = NO_TICKET
if w.version ~= tonumber(ARGV[3]) then
    redis.call('SETRANGE', key, 0, header(w))
    return 0
end
w.asof = math.max(w.asof, w.given)
redis.call('SETRANGE', key, 0, header(w))
redis.call('PEXPIRE', key, w.state == WINDOW and ARGV[4] or ARGV[5])
return 1
