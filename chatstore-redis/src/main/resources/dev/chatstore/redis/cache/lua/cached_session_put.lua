-- Stores a session unless one that is newer, or was known later, is stored or was dropped lately. Returns the time.
-- ARGV: version, expiry, frame, the time of this server when it was sent or -1, its age then, time to live
local version, expires, time = tonumber(ARGV[1]), tonumber(ARGV[2]), now()
local sent = tonumber(ARGV[4])
local asof = sent < 0 and 0 or math.max(0, math.min(time, sent) - tonumber(ARGV[5]))
local known = load()
if known then
    if version < known.version
        or version == known.version and (known.state == DROPPED or asof < known.asof) then
        return time
    end
end
keep(1, version, expires, asof, ARGV[3], ARGV[6])
return time
