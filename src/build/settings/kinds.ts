import { z } from 'zod'
import type { DataKey } from '../../store/encryption.ts'

/** What is set, by name: an empty value is none. */
export type Given = Readonly<Record<string, string>>

/** Kinds of settings: how each is parsed, and what is said of one that is wrong. */

/** AES-256 takes a key of 32 bytes. */
const KEY_BYTES = 32

/** DATA_KEYS: `id:base64`, several with commas. The first one encrypts. */
export const keyRing = z
  .string('set it to id:key, where key is the output of `openssl rand -base64 32`')
  .transform((text, ctx) => {
    const keys = text.split(',').map((entry): DataKey | undefined => {
      const [, id, secret] = /^([\w-]{1,32}):([A-Za-z0-9+/]+=*)$/.exec(entry.trim()) ?? []
      const bytes = Buffer.from(secret ?? '', 'base64')
      return id && bytes.length === KEY_BYTES ? { id, secret: bytes } : undefined
    })
    const [first, ...rest] = keys.flatMap((key) => key ?? [])
    if (!first || rest.length + 1 !== keys.length) {
      ctx.addIssue({
        code: 'custom',
        message: `expected id:key, several with commas, the newest first; a key is ${KEY_BYTES} bytes in base64 (\`openssl rand -base64 32\`)`,
      })
      return z.NEVER
    }
    return [first, ...rest] as const
  })

/** Entries with commas between them. */
export const list = z.string().transform((text) =>
  text
    .split(',')
    .map((entry) => entry.trim())
    .filter(Boolean),
)
/** A whole number within limits. */
export const whole = (least: number, most: number) =>
  z.coerce.number(`expected a whole number from ${least} to ${most}`).int().min(least).max(most)
/** A day of the calendar. */
export const day = z.iso.date('expected a day such as 2027-05-31')
/** A line of text that people will read. */
export const line = (most: number) =>
  z
    .string()
    .trim()
    .min(1, 'expected some text')
    .max(most, `expected ${most} characters at most`)
    .regex(/^\P{Cc}*$/u, 'expected one line')
/** A page that people are sent to. */
export const page = z
  .url({ protocol: /^https$/, error: 'expected an address such as https://www.example.org/privacy' })
  .max(500, 'expected 500 characters at most')
/** An IANA time zone. */
export const zone = z.string().refine((name) => {
  try {
    new Intl.DateTimeFormat('nl', { timeZone: name })
    return true
  } catch {
    return false
  }
}, 'expected a time zone such as Europe/Brussels')
/** Where the bot is reached from outside, without a slash at its end. */
export const publicUrl = z
  .url({ protocol: /^https$/, error: 'expected an address such as https://quickscan.example.org' })
  .transform((url) => url.replace(/\/$/, ''))
/** An address on this machine: whoever is there may act as the platform. */
export const loopback = z
  .url('expected an address such as http://127.0.0.1:4000')
  .refine(
    (url) => ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname),
    'only a loopback address may stand in for a platform',
  )

/** Addresses of Redis: one, or several nodes of a Cluster or several Sentinels. */
export const addresses = z
  .string()
  .transform((text) => text.split(',').map((entry) => entry.trim()))
  .refine(
    (urls) => urls.every((url) => URL.canParse(url) && /^rediss?:\/\/[^/]/.test(url)),
    'expected redis://host:6379, or rediss:// with TLS; several with commas for a Cluster or its Sentinels',
  )
  .transform(([first = '', ...rest]) => [first, ...rest] as const)

/** An id of Microsoft Entra. @param what the thing it identifies, for the message */
export const uuid = (what: string) =>
  z.string(`set it to ${what}`).regex(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i, `expected ${what}`)

/** How the bot gets in without a secret. */
export const identity = z
  .string()
  .regex(
    /^(system|workload|[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12})$/i,
    'expected the client id of an identity, or `system`, or `workload`',
  )
  .transform((text) => text.toLowerCase())
