import { createHash } from 'node:crypto'

/** A Lua script; Redis runs it as one transaction. All its keys share a hash tag, and so a slot of a Cluster. */
export interface Script {
  readonly text: string
  /** SHA-1 of the text, by which `EVALSHA` finds it. */
  readonly sha: string
}

const script = (text: string): Script => ({ text, sha: createHash('sha1').update(text).digest('hex') })

/**
 * KEYS: state, due set, dead set, unscrubbed counter, late set, then each effect. ARGV: the loaded version (0: none), the new version,
 * `forget` or `keep`, encrypted state, then for each effect its id, timing, due, erases and encrypted payload. Returns 1, or
 * when another turn saved first the version and value that stand there, of which nil is nothing. An effect that is leased keeps its lease: it is due `again` when the lease ends, so that
 * no two processes deliver it at once.
 */
export const COMMIT = script(`
local current = redis.call('HGET', KEYS[1], 'version')
if (current or '0') ~= ARGV[1] then return redis.call('HMGET', KEYS[1], 'version', 'value') end
if ARGV[3] == 'forget' then
  if not current then return {false, false} end
  redis.call('DEL', KEYS[1])
  redis.call('INCR', KEYS[4])
else
  redis.call('HSET', KEYS[1], 'version', ARGV[2], 'value', ARGV[4])
end
for n = 6, #KEYS do
  local at = 5 + (n - 6) * 5
  local id, timing, due, erases, value = ARGV[at], ARGV[at + 1], tonumber(ARGV[at + 2]), ARGV[at + 3], ARGV[at + 4]
  local wanted, promised = due, due
  local known = redis.call('HMGET', KEYS[n], 'wanted', 'due', 'erases', 'ticket', 'reason', 'promised')
  if known[1] and timing == 'edit' and known[2] ~= 'never' then
    local since = tonumber(known[6] or known[1])
    if not known[4] or tonumber(known[1]) > since then promised = math.min(since, due) end
  end
  if known[1] and timing == 'edit' then
    wanted = math.min(tonumber(known[1]), due)
    if known[2] ~= 'never' and not known[4] then due = math.min(tonumber(known[2]), due) end
  end
  if known[3] == '1' then erases = '1' end
  local moment = string.format('%.0f', due)
  local since = string.format('%.0f', promised)
  redis.call('HSET', KEYS[n], 'timing', timing, 'wanted', string.format('%.0f', wanted), 'promised', since, 'erases', erases,
    'value', value, 'attempts', '0', known[4] and 'again' or 'due', moment)
  if known[5] then redis.call('HDEL', KEYS[n], 'reason') end
  if wanted > promised then redis.call('ZADD', KEYS[5], since, id)
  elseif known[1] then redis.call('ZREM', KEYS[5], id) end
  if not known[4] then
    redis.call('ZADD', KEYS[2], moment, id)
    if known[2] == 'never' then redis.call('SREM', KEYS[3], id) end
  end
end
return 1`)

/** Lua: ends the lease of an effect that was replaced during it, and makes it due. */
const RELEASE = `
local function release(effect, due, id, again)
  redis.call('HDEL', effect, 'ticket', 'again')
  redis.call('HSET', effect, 'due', again)
  redis.call('ZADD', due, again, id)
end`

/**
 * KEYS: due set, then each effect that was due when one looked. ARGV: now, end of the lease, ticket, then their ids. Returns rows for
 * `claimReply`, of those that still are. One that was put off while who had it never finished it isn't due when the lease ends, but
 * when it was put off to. What is written for all of them is written at once: as many as an outbox has in hand.
 */
export const CLAIM = script(`${RELEASE}
local now = tonumber(ARGV[1])
local rows, leased = {}, {}
for n = 2, #KEYS do
  local key, id = KEYS[n], ARGV[n + 2]
  local known = redis.call('HMGET', key, 'due', 'again', 'attempts', 'timing', 'wanted', 'erases', 'value', 'promised')
  local due = tonumber(known[1] or '')
  if due and due <= now then
    if known[2] and tonumber(known[2]) > now then
      release(key, KEYS[1], id, known[2])
    else
      if known[2] then redis.call('HDEL', key, 'again') end
      local attempts = string.format('%.0f', known[3] + 1)
      redis.call('HSET', key, 'due', ARGV[2], 'ticket', ARGV[3], 'attempts', attempts)
      leased[#leased + 1] = ARGV[2]
      leased[#leased + 1] = id
      rows[#rows + 1] = {id, attempts, known[4], known[5], known[6], known[7], known[8] or known[5]}
    end
  end
end
if #leased > 0 then redis.call('ZADD', KEYS[1], unpack(leased)) end
return rows`)

/** KEYS: due set, unscrubbed counter, late set, then each effect. ARGV: for each its id and ticket. */
export const ACKNOWLEDGE = script(`${RELEASE}
local keys, ids, erased = {}, {}, 0
for n = 4, #KEYS do
  local id, ticket = ARGV[(n - 4) * 2 + 1], ARGV[(n - 4) * 2 + 2]
  local known = redis.call('HMGET', KEYS[n], 'ticket', 'again', 'erases')
  if known[1] == ticket then
    if known[3] == '1' then erased = erased + 1 end
    if known[2] then
      release(KEYS[n], KEYS[1], id, known[2])
    else
      keys[#keys + 1] = KEYS[n]
      ids[#ids + 1] = id
    end
  end
end
if erased > 0 then redis.call('INCRBY', KEYS[2], erased) end
if #keys > 0 then
  redis.call('DEL', unpack(keys))
  redis.call('ZREM', KEYS[1], unpack(ids))
  redis.call('ZREM', KEYS[3], unpack(ids))
end
return 1`)

/** KEYS: effect, due set, dead set, late set. ARGV: id, ticket, `retry`, `held`, `moved` or `deadLetter`, moment, reason. */
export const FINISH = script(`${RELEASE}
local known = redis.call('HMGET', KEYS[1], 'ticket', 'again', 'promised', 'wanted')
if known[1] ~= ARGV[2] then return 0 end
if known[2] then
  release(KEYS[1], KEYS[2], ARGV[1], known[2])
  return 1
end
redis.call('HDEL', KEYS[1], 'ticket')
redis.call('HSET', KEYS[1], 'reason', ARGV[5])
if ARGV[3] ~= 'deadLetter' then
  local since = known[3] or known[4]
  if ARGV[3] == 'moved' and tonumber(known[4]) <= tonumber(since) then since = ARGV[4] end
  redis.call('HSET', KEYS[1], 'wanted', ARGV[4], 'due', ARGV[4], 'promised', since)
  if ARGV[3] == 'held' then redis.call('HSET', KEYS[1], 'attempts', '0') end
  redis.call('ZADD', KEYS[2], ARGV[4], ARGV[1])
  if tonumber(ARGV[4]) > tonumber(since) then redis.call('ZADD', KEYS[4], since, ARGV[1])
  else redis.call('ZREM', KEYS[4], ARGV[1]) end
else
  redis.call('HSET', KEYS[1], 'due', 'never')
  redis.call('ZREM', KEYS[2], ARGV[1])
  redis.call('ZREM', KEYS[4], ARGV[1])
  redis.call('SADD', KEYS[3], ARGV[1])
end
return 1`)

/** KEYS: effect, due set, dead set. ARGV: id, now. Returns 1, or 0 when there is no such dead letter. */
export const REQUEUE = script(`
if redis.call('SREM', KEYS[3], ARGV[1]) == 0 then return 0 end
redis.call('HSET', KEYS[1], 'wanted', ARGV[2], 'promised', ARGV[2], 'due', ARGV[2], 'attempts', '0')
redis.call('HDEL', KEYS[1], 'reason')
redis.call('ZADD', KEYS[2], ARGV[2], ARGV[1])
return 1`)

/** KEYS: unscrubbed counter. ARGV: its value before the rewrite; a counter that has grown since stays. */
export const SCRUBBED = script(`
if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end
return 1`)

/** KEYS: effect, due set, dead set, late set. ARGV: id, due or `never`, timing, wanted, attempts, erases, reason, encrypted payload, promised. */
export const PUT_EFFECT = script(`
redis.call('HSET', KEYS[1], 'due', ARGV[2], 'timing', ARGV[3], 'wanted', ARGV[4], 'attempts', ARGV[5], 'erases', ARGV[6],
  'promised', ARGV[9], 'value', ARGV[8])
if ARGV[2] ~= 'never' and tonumber(ARGV[4]) > tonumber(ARGV[9]) then redis.call('ZADD', KEYS[4], ARGV[9], ARGV[1]) end
if ARGV[7] ~= '' then redis.call('HSET', KEYS[1], 'reason', ARGV[7]) end
if ARGV[2] == 'never' then redis.call('SADD', KEYS[3], ARGV[1]) else redis.call('ZADD', KEYS[2], ARGV[2], ARGV[1]) end
return 1`)

/** KEYS: state or effect, unscrubbed counter. ARGV: the ciphertext that was read, and the new one. Returns 1 or 0. */
export const SWAP = script(`
if redis.call('HGET', KEYS[1], 'value') ~= ARGV[1] then return 0 end
redis.call('HSET', KEYS[1], 'value', ARGV[2])
redis.call('INCR', KEYS[2])
return 1`)

/**
 * KEYS: a round's key, whether it was destroyed for good. ARGV: the new one, encrypted. Returns the one that is kept: an earlier one
 * stays, and of one that was destroyed there is none.
 */
export const CREATE_KEY = script(`
if redis.call('EXISTS', KEYS[2]) == 0 then redis.call('SETNX', KEYS[1], ARGV[1]) end
return redis.call('GET', KEYS[1])`)

/** KEYS: a round's key, unscrubbed counter. ARGV: the ciphertext that was read, and the new one. Returns 1 or 0. */
export const SWAP_KEY = script(`
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[2])
redis.call('INCR', KEYS[2])
return 1`)

/** KEYS: a round's key, unscrubbed counter, that it was destroyed for good. ARGV: for how many milliseconds that is known; 0: not at all. */
export const DESTROY_KEY = script(`
if ARGV[1] ~= '0' then redis.call('SET', KEYS[3], '', 'PX', ARGV[1]) end
if redis.call('DEL', KEYS[1]) == 1 then redis.call('INCR', KEYS[2]) end
return 1`)

/** KEYS: dead set, due set. ARGV: start of an effect's key. Returns rows for `deadReply`. */
export const DEAD = script(`
local rows = {}
for n, id in ipairs(redis.call('SMEMBERS', KEYS[1])) do
  local known = redis.call('HMGET', ARGV[1] .. id, 'reason', 'attempts', 'wanted')
  rows[n] = {id, known[1] or '', known[2] or '0', known[3] or '0'}
end
return rows`)

/** KEYS: effect, due set, dead set, unscrubbed counter. ARGV: id. Returns 1, or 0 when there is no such dead letter. */
export const DROP = script(`
if redis.call('SREM', KEYS[3], ARGV[1]) == 0 then return 0 end
redis.call('DEL', KEYS[1])
redis.call('INCR', KEYS[4])
return 1`)

/**
 * KEYS: due set, dead set, late set. ARGV: now. Returns how many are due, wait, are tried again and are dead, and since when the one that
 * has been owed longest is; empty where none is late. What a bot of before the late set was kept finished is taken out of it.
 */
export const COUNTS = script(`
local now, retrying, retryingNow, oldest = tonumber(ARGV[1]), 0, 0, nil
local late = redis.call('ZRANGE', KEYS[3], 0, -1, 'WITHSCORES')
for n = 1, #late, 2 do
  local due = redis.call('ZSCORE', KEYS[1], late[n])
  if due then
    retrying = retrying + 1
    if tonumber(due) <= now then retryingNow = retryingNow + 1 end
    if not oldest and tonumber(late[n + 1]) <= now then oldest = late[n + 1] end
  else
    redis.call('ZREM', KEYS[3], late[n])
  end
end
local first = redis.call('ZRANGE', KEYS[1], 0, 0, 'WITHSCORES')[2]
if first and tonumber(first) <= now and not (oldest and tonumber(oldest) <= tonumber(first)) then oldest = first end
local due = redis.call('ZCOUNT', KEYS[1], '-inf', ARGV[1])
local all = redis.call('ZCARD', KEYS[1])
return {due - retryingNow, all - due - (retrying - retryingNow), retrying, redis.call('SCARD', KEYS[2]), oldest or ''}`)

/** KEYS: due set, late set. ARGV: now, then how ids begin. Returns how many that begin so should have been done by now. */
export const OVERDUE = script(`
local found, seen = 0, {}
for _, set in ipairs({KEYS[2], KEYS[1]}) do
  for _, id in ipairs(redis.call('ZRANGEBYSCORE', set, '-inf', ARGV[1])) do
    if not seen[id] then
      seen[id] = true
      for n = 2, #ARGV do
        if string.sub(id, 1, #ARGV[n]) == ARGV[n] then found = found + 1 end
      end
    end
  end
end
return found`)

/** KEYS: effect, due set, dead set, unscrubbed counter, late set. ARGV: id. Returns 1, or 0 when there is no such effect. */
export const REMOVE_EFFECT = script(`
if redis.call('DEL', KEYS[1]) == 0 then return 0 end
redis.call('ZREM', KEYS[2], ARGV[1])
redis.call('ZREM', KEYS[5], ARGV[1])
redis.call('SREM', KEYS[3], ARGV[1])
redis.call('INCR', KEYS[4])
return 1`)

/**
 * KEYS: running bots. ARGV: this bot, milliseconds until a heartbeat expires, `add`, `remove` or `count`. Returns how many
 * run, by Redis' own clock.
 */
export const PRESENCE = script(`
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - ARGV[2])
if ARGV[3] == 'add' then redis.call('ZADD', KEYS[1], string.format('%.0f', now), ARGV[1]) end
if ARGV[3] == 'remove' then redis.call('ZREM', KEYS[1], ARGV[1]) end
return redis.call('ZCARD', KEYS[1])`)

/** KEYS: a key of its own. ARGV: what to save there. Nothing is left of it. */
export const PROBE = script(`
redis.call('SET', KEYS[1], ARGV[1])
return redis.call('DEL', KEYS[1])`)
