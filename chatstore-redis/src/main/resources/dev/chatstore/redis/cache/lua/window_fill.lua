-- Stores a window that was read after the ticket was given, so it was current then. Returns 1 if it is stored.
-- ARGV: ticket, lease, header, frames, time to live
local w = load()
if not w or w.token ~= ARGV[1] or not taken(w, now(), tonumber(ARGV[2])) then
    return 0
end
local filled = fields_of(ARGV[3])
local known = w.state == WINDOW and w.version or 0
if filled.state == WINDOW and filled.version < math.max(w.floor, known) then
    w.token = NO_TICKET
    redis.call('SETRANGE', key, 0, header(w))
    return 0
end
filled.asof = w.given
if w.state == filled.state and w.version == filled.version then
    filled.asof = math.max(w.asof, w.given)
end
filled.floor = filled.state == WINDOW and w.floor or math.max(w.floor, known)
redis.call('SET', key, header(filled) .. ARGV[4], 'PX', ARGV[5])
return 1
