import { createHash } from 'node:crypto'

/** One transaction each: Redis runs a script whole, or not at all. All its keys share a hash tag, and so a slot. */
export interface Script {
  readonly text: string
  readonly sha: string
}

const script = (text: string): Script => ({ text, sha: createHash('sha1').update(text).digest('hex') })

/**
 * KEYS: state, due set, dead set, what is unscrubbed, then each effect. ARGV: version it was (0: none), version it becomes, `forget` or `keep`, sealed
 * state, then for each effect id, timing, due, erases, encrypted payload. Returns 1, or 0 when another turn saved first. An effect that
 * is in someone's hands stays there, and is due `again` when it is put down: never in two hands at once.
 */
export const COMMIT = script(`
local current = redis.call('HGET', KEYS[1], 'version')
if (current or '0') ~= ARGV[1] then return 0 end
if ARGV[3] == 'forget' then
  if not current then return 0 end
  redis.call('DEL', KEYS[1])
  redis.call('INCR', KEYS[4])
else
  redis.call('HSET', KEYS[1], 'version', ARGV[2], 'value', ARGV[4])
end
for n = 5, #KEYS do
  local at = 5 + (n - 5) * 5
  local id, timing, due, erases, value = ARGV[at], ARGV[at + 1], tonumber(ARGV[at + 2]), ARGV[at + 3], ARGV[at + 4]
  local wanted = due
  local known = redis.call('HMGET', KEYS[n], 'wanted', 'due', 'erases', 'ticket')
  if known[1] and timing == 'edit' then
    wanted = math.min(tonumber(known[1]), due)
    if known[2] ~= 'never' and not known[4] then due = math.min(tonumber(known[2]), due) end
  end
  if known[3] == '1' then erases = '1' end
  redis.call('HSET', KEYS[n], 'timing', timing, 'wanted', string.format('%.0f', wanted), 'erases', erases,
    'value', value, 'attempts', '0')
  redis.call('HDEL', KEYS[n], 'reason')
  if known[4] then
    redis.call('HSET', KEYS[n], 'again', string.format('%.0f', due))
  else
    redis.call('HSET', KEYS[n], 'due', string.format('%.0f', due))
    redis.call('ZADD', KEYS[2], string.format('%.0f', due), id)
    redis.call('SREM', KEYS[3], id)
  end
end
return 1`)

/** KEYS: due set. ARGV: now, end of the lease, most, ticket, what an effect's key begins with. Returns a row each. */
export const CLAIM = script(`
local rows = {}
for n, id in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', ARGV[1], 'LIMIT', 0, ARGV[3])) do
  local key = ARGV[5] .. id
  local ticket = ARGV[4] .. ':' .. n
  redis.call('ZADD', KEYS[1], ARGV[2], id)
  redis.call('HSET', key, 'due', ARGV[2], 'ticket', ticket)
  redis.call('HDEL', key, 'again')
  local attempts = redis.call('HINCRBY', key, 'attempts', 1)
  local known = redis.call('HMGET', key, 'timing', 'wanted', 'erases', 'value')
  rows[n] = {id, ticket, tostring(attempts), known[1], known[2], known[3], known[4]}
end
return rows`)

/** Lua: what was replaced while it was in hand is due again now that it is put down. */
const PUT_DOWN = `
local function putDown(effect, due, id, again)
  redis.call('HDEL', effect, 'ticket', 'again')
  redis.call('HSET', effect, 'due', again)
  redis.call('ZADD', due, again, id)
end`

/** KEYS: due set, what is unscrubbed, then each effect. ARGV: for each its id and ticket. */
export const ACKNOWLEDGE = script(`${PUT_DOWN}
for n = 3, #KEYS do
  local id, ticket = ARGV[(n - 3) * 2 + 1], ARGV[(n - 3) * 2 + 2]
  local known = redis.call('HMGET', KEYS[n], 'ticket', 'again', 'erases')
  if known[1] == ticket then
    if known[3] == '1' then redis.call('INCR', KEYS[2]) end
    if known[2] then
      putDown(KEYS[n], KEYS[1], id, known[2])
    else
      redis.call('DEL', KEYS[n])
      redis.call('ZREM', KEYS[1], id)
    end
  end
end
return 1`)

/** KEYS: effect, due set, dead set. ARGV: id, ticket, `later` or `bury`, moment, reason. */
export const FINISH = script(`${PUT_DOWN}
local known = redis.call('HMGET', KEYS[1], 'ticket', 'again')
if known[1] ~= ARGV[2] then return 0 end
if known[2] then
  putDown(KEYS[1], KEYS[2], ARGV[1], known[2])
  return 1
end
redis.call('HDEL', KEYS[1], 'ticket')
redis.call('HSET', KEYS[1], 'reason', ARGV[5])
if ARGV[3] == 'later' then
  redis.call('HSET', KEYS[1], 'wanted', ARGV[4], 'due', ARGV[4])
  redis.call('ZADD', KEYS[2], ARGV[4], ARGV[1])
else
  redis.call('HSET', KEYS[1], 'due', 'never')
  redis.call('ZREM', KEYS[2], ARGV[1])
  redis.call('SADD', KEYS[3], ARGV[1])
end
return 1`)

/** KEYS: effect, due set, dead set. ARGV: id, now. */
export const REQUEUE = script(`
if redis.call('SREM', KEYS[3], ARGV[1]) == 0 then return 0 end
redis.call('HSET', KEYS[1], 'wanted', ARGV[2], 'due', ARGV[2], 'attempts', '0')
redis.call('HDEL', KEYS[1], 'reason')
redis.call('ZADD', KEYS[2], ARGV[2], ARGV[1])
return 1`)

/** KEYS: what is unscrubbed. ARGV: how much of it there was before the files were rewritten. What came since stays. */
export const SCRUBBED = script(`
if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end
return 1`)

/** KEYS: effect, due set, dead set. ARGV: id, due or `never`, timing, wanted, attempts, erases, reason, encrypted payload. */
export const PUT_EFFECT = script(`
redis.call('HSET', KEYS[1], 'due', ARGV[2], 'timing', ARGV[3], 'wanted', ARGV[4], 'attempts', ARGV[5], 'erases', ARGV[6],
  'value', ARGV[8])
if ARGV[7] ~= '' then redis.call('HSET', KEYS[1], 'reason', ARGV[7]) end
if ARGV[2] == 'never' then redis.call('SADD', KEYS[3], ARGV[1]) else redis.call('ZADD', KEYS[2], ARGV[2], ARGV[1]) end
return 1`)

/** KEYS: state or effect, what is unscrubbed. ARGV: its sealed value as it was, and as it becomes. */
export const SWAP = script(`
if redis.call('HGET', KEYS[1], 'value') ~= ARGV[1] then return 0 end
redis.call('HSET', KEYS[1], 'value', ARGV[2])
redis.call('INCR', KEYS[2])
return 1`)

/** KEYS: dead set, due set. ARGV: what an effect's key begins with. Returns id, reason and attempts of each. */
export const DEAD = script(`
local rows = {}
for n, id in ipairs(redis.call('SMEMBERS', KEYS[1])) do
  local known = redis.call('HMGET', ARGV[1] .. id, 'reason', 'attempts')
  rows[n] = {id, known[1] or '', known[2] or '0'}
end
return rows`)

/** KEYS: effect, due set, dead set, what is unscrubbed. ARGV: id. */
export const DROP = script(`
if redis.call('SREM', KEYS[3], ARGV[1]) == 0 then return 0 end
redis.call('DEL', KEYS[1])
redis.call('INCR', KEYS[4])
return 1`)

/**
 * KEYS: the bots that work here. ARGV: this one, milliseconds a sign of life holds, `here` or `gone` or `look`. Returns how many
 * are here by Redis' own clock.
 */
export const PRESENCE = script(`
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - ARGV[2])
if ARGV[3] == 'here' then redis.call('ZADD', KEYS[1], string.format('%.0f', now), ARGV[1]) end
if ARGV[3] == 'gone' then redis.call('ZREM', KEYS[1], ARGV[1]) end
return redis.call('ZCARD', KEYS[1])`)
