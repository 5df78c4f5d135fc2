-- What the scripts of a session share. A time is in microseconds; it is the caller's clock that counts. The key's own
-- time to live only gives memory back, after the time for which a session that is gone is remembered.
local session = KEYS[1]

local REMEMBERED = 3600000 -- milliseconds

local function number(n)
    return string.format('%.0f', n)
end

-- Returns what is there, gone or not.
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

local function put_off(expires, millis)
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
    put_off(expires, millis)
end

local function told()
    return {'SESSION', redis.call('HMGET', session, 'version', 'state', 'created', 'updated', 'expires')}
end
