-- The durable store had this version after the ticket was given, so the window was current then.
-- ARGV: ticket, version, time to live of a window, of what is none
local w = load()
if not w or w.state == EMPTY or w.token ~= ARGV[1] or w.version ~= tonumber(ARGV[2]) then
    return 0
end
w.asof = math.max(w.asof, w.given)
w.token = NOBODY
redis.call('SETRANGE', key, 0, header(w))
redis.call('PEXPIRE', key, w.state == WINDOW and ARGV[3] or ARGV[4])
return 1
