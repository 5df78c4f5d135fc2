-- Keeps a session unless a newer one is known or was forgotten lately, and returns the time.
-- ARGV: version, when it expires, session, when it was sent by this server's clock, age then, time to live
local version, expires, time = tonumber(ARGV[1]), tonumber(ARGV[2]), now()
local sent = tonumber(ARGV[4])
local asof = sent < 0 and 0 or math.max(0, math.min(time, sent) - tonumber(ARGV[5]))
local known = load()
if known then
    if version < known.version
        or version == known.version and (known.state == GONE or expires < known.expires) then
        return time
    end
    if version == known.version then
        asof = math.max(asof, known.asof)
    end
end
keep(struct.pack(FORM, LAYOUT, 1, version, expires, asof) .. ARGV[3], ARGV[6])
return time
