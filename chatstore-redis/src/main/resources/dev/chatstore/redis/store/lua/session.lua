-- Shared by the scripts of a session. Times are in microseconds of the caller's clock. The time to live of the key only
-- frees memory, after the time for which a deleted or expired session is remembered.
local session = KEYS[1]

local REMEMBERED = 3600000 -- milliseconds

local function number(n)
    return string.format('%.0f', n)
end

-- Returns the state of the key, whether the session is live or gone.
local function state(now)
    local found = redis.call('HMGET', session, 'version', 'created', 'expires', 'removed', 'token')
    local expires = found[3]
    return {
        version = tonumber(found[1] or 0),
        created = found[2],
        token = found[5],
        live = found[1] and not found[4] and (expires == '' or tonumber(expires) > tonumber(now)),
    }
end

local function set_expiry(expires, millis)
    redis.call('HSET', session, 'expires', expires)
    if millis == '' then
        redis.call('PERSIST', session)
    else
        redis.call('PEXPIRE', session, number(tonumber(millis) + REMEMBERED))
    end
end

local function save(at, now, text, expires, millis, token)
    redis.call('HSET', session, 'version', number(at.version + 1), 'state', text, 'updated', now, 'token', token,
        'created', at.live and at.created or now)
    redis.call('HDEL', session, 'removed')
    set_expiry(expires, millis)
end

local function reply()
    return {'SESSION', redis.call('HGETALL', session)}
end
