-- Stores a window that was read after the ticket was given, so it was current then. Returns 1 if it is stored. An
-- older one than is known removes what is known, so that the next one is stored.
-- ARGV: ticket, lease, header, frames, time to live
local w = load()
if not w or w.token ~= ARGV[1] or not taken(w, now(), tonumber(ARGV[2])) then
    return 0
end
local filled = fields_of(ARGV[3])
local known = w.state == WINDOW and w.version or 0
if filled.state == WINDOW and filled.version < math.max(w.floor, known) then
    -- Each change voids the ticket. So the durable store was put back to an older state.
    redis.call('DEL', key)
    return 0
end
filled.asof = w.given
if w.state == filled.state and w.version == filled.version then
    filled.asof = math.max(w.asof, w.given)
end
filled.floor = filled.state == WINDOW and w.floor or math.max(w.floor, known)
redis.call('SET', key, header(filled) .. ARGV[4], 'PX', ARGV[5])
return 1
