-- Shared by the scripts of a session. Times are in microseconds of the caller's clock. The time to live of the key only
-- frees memory, after the time for which a deleted or expired session is remembered. The nonce is that of the entry by
-- which the lists find the session.
local session = KEYS[1]

local TYPES = {'hash'} -- of the keys
local REMEMBERED = 3600000 -- milliseconds

local function number(n)
    return string.format('%.0f', n)
end

-- Returns the state of the key, whether the session is live or gone.
local function state(now)
    local found = redis.call('HMGET', session, 'version', 'created', 'expires', 'removed', 'token', 'owner', 'nonce')
    local expires = found[3]
    if found[1] and not (tonumber(found[1]) and (expires == '' or expires and tonumber(expires)))
        or not found[1] and redis.call('EXISTS', session) == 1 then
        error({foreign = session})
    end
    return {
        version = tonumber(found[1] or 0),
        created = found[2],
        token = found[5],
        owner = found[6] or '',
        nonce = found[7] or '',
        live = found[1] and not found[4] and (expires == '' or tonumber(expires) > tonumber(now)),
    }
end

-- Returns whether a nonce cannot name a new entry: none was given, or its entry was used and may have been removed.
local function is_used(at, nonce)
    return nonce == '' or nonce == at.nonce
end

local function set_expiry(expires, millis)
    redis.call('HSET', session, 'expires', expires)
    if millis == '' then
        redis.call('PERSIST', session)
    else
        redis.call('PEXPIRE', session, number(tonumber(millis) + REMEMBERED))
    end
end

-- Saves a state. An empty owner keeps that of a live session.
local function save(at, now, text, expires, millis, token, owner)
    redis.call('HSET', session, 'version', number(at.version + 1), 'state', text, 'updated', now, 'token', token,
        'created', at.live and at.created or now)
    if owner ~= '' then
        redis.call('HSET', session, 'owner', owner)
    elseif not at.live then
        redis.call('HDEL', session, 'owner')
    end
    redis.call('HDEL', session, 'removed')
    set_expiry(expires, millis)
end

local function reply()
    return {'SESSION', redis.call('HGETALL', session)}
end
