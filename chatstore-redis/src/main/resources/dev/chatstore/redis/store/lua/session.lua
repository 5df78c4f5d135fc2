-- Shared by the scripts of a session. Times are in microseconds. Those that a session carries are of the caller's clock;
-- it expires by the server's. The time to live of the key only frees memory, after the time for which a deleted or
-- expired session is remembered. The nonce is that of the entry by which the lists find the session.
local session = KEYS[1]

local TYPES = {'hash'} -- of the keys
local REMEMBERED = 3600000 -- milliseconds

local function number(n)
    return string.format('%.0f', n)
end

-- Returns the server's time, or the given one.
local function now_of(given)
    if given ~= '' then
        return tonumber(given)
    end
    local time = redis.call('TIME')
    return time[1] * 1000000 + time[2]
end

-- Returns the state of the key, whether the session is live or gone.
local function state(now)
    local found = redis.call('HMGET', session, 'version', 'created', 'expires', 'removed', 'token', 'owner', 'nonce',
        'saved', 'deleted')
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
        saved = found[8],
        deleted = found[9],
        live = found[1] and not found[4] and (expires == '' or tonumber(expires) > now),
    }
end

-- Returns whether a nonce cannot name a new entry: none was given, or its entry was used and may have been removed.
local function is_used(at, nonce)
    return nonce == '' or nonce == at.nonce
end

-- Lets the session expire after a time to live, or never if that is empty.
local function set_expiry(clock, ttl)
    if ttl == '' then
        redis.call('HSET', session, 'expires', '')
        redis.call('PERSIST', session)
    else
        redis.call('HSET', session, 'expires', number(clock + ttl))
        redis.call('PEXPIRE', session, number(math.ceil(ttl / 1000) + REMEMBERED))
    end
end

-- Saves a state. An empty owner keeps that of a live session.
local function save(at, clock, now, text, ttl, token, owner)
    redis.call('HSET', session, 'version', number(at.version + 1), 'state', text, 'updated', now, 'token', token,
        'created', at.live and at.created or now)
    if owner ~= '' then
        redis.call('HSET', session, 'owner', owner)
    elseif not at.live then
        redis.call('HDEL', session, 'owner')
    end
    redis.call('HDEL', session, 'removed')
    set_expiry(clock, ttl)
end

-- Stores a session as it was. The version is that of the one in whose place it is and its own together.
local function put(at, clock, nonce, token, version, text, created, updated, expires, owner)
    redis.call('HSET', session, 'version', number(at.version + version), 'state', text, 'created', created, 'updated',
        updated, 'expires', expires, 'token', token, 'nonce', nonce)
    redis.call('HDEL', session, 'removed', 'owner')
    if owner ~= '' then
        redis.call('HSET', session, 'owner', owner)
    end
    if expires == '' then
        redis.call('PERSIST', session)
    else
        redis.call('PEXPIRE', session, number(math.max(1, math.ceil((expires - clock) / 1000) + REMEMBERED)))
    end
end

-- Returns the session, and the time.
local function reply(clock)
    return {'SESSION', redis.call('HGETALL', session), number(clock)}
end
