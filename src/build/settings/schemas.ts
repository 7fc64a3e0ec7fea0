import { z } from 'zod'
import { FLOOR } from '../../kit/gate.ts'
import { languageSchema } from '../../kit/languages.ts'
import { addresses, day, identity, keyRing, line, list, loopback, page, publicUrl, uuid, whole, zone } from './kinds.ts'

/** Those of no platform. */
export const common = z.object({
  PORT: whole(0, 65535).default(3978),
  HOST: z.string().default('0.0.0.0'),
  PUBLIC_URL: publicUrl.optional(),
  DATA_KEYS: keyRing,
  DATA_FILE: z.string().min(1).default('data/quickscan.db'),
  REDIS_URL: addresses.optional(),
  REDIS_SENTINEL: z.string().min(1).optional(),
  REDIS_PASSWORD: z.string().min(1).optional(),
  ERASURES_DIR: z.string().min(1).optional(),
  ROUND_KEYS_FILE: z.string().min(1).optional(),
  ROUND_KEYS_URL: addresses.optional(),
  PRESSES_PER_PERSON: whole(10, 1_000_000).default(300),
  PRESSES_PER_TENANT: whole(100, 10_000_000).default(60_000),
  METRICS_PORT: whole(0, 65535).optional(),
  KIT_DIR: z.string().min(1).optional(),
  BOT_LANGUAGE: languageSchema.default('nl'),
  TIME_ZONE: zone.default('Europe/Brussels'),
  ORGANISATION: line(120).optional(),
  PRIVACY_CONTACT: line(200).optional(),
  DPO_CONTACT: line(200).optional(),
  HOSTED_BY: line(120).optional(),
  NOTICE_URL: page.optional(),
  FLOOR: whole(FLOOR.standard, FLOOR.most).default(FLOOR.standard),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
})

/** Those that start with TEAMS_, and what Azure sets itself. */
export const teams = z.object({
  TEAMS_CLIENT_ID: uuid("the bot's application (client) id from its registration"),
  TEAMS_TENANT_ID: uuid('the directory (tenant) id of the registration'),
  TEAMS_CLIENT_SECRET: z.string().min(1).optional(),
  TEAMS_CLIENT_SECRET_OLD: z.string().min(1).optional(),
  // Read again while the bot runs.
  TEAMS_CLIENT_SECRET_FILE: z.string().min(1).optional(),
  TEAMS_CLIENT_SECRET_OLD_FILE: z.string().min(1).optional(),
  TEAMS_MANAGED_IDENTITY: identity.optional(),
  // Known to the registration alone: written down here, so that it can be said in time.
  TEAMS_SECRET_EXPIRES: day.optional(),
  TEAMS_TENANTS: list.optional(),
  TEAMS_SERVICE_ORIGINS: list.default(['https://smba.trafficmanager.net']),
  TEAMS_LOCAL_AUTHORITY: loopback.optional(),
  // Azure's own words for what it runs: no settings of ours.
  IDENTITY_ENDPOINT: z.string().min(1).optional(),
  IDENTITY_HEADER: z.string().min(1).optional(),
  AZURE_FEDERATED_TOKEN_FILE: z.string().min(1).optional(),
})
/** What Azure sets itself: nobody is told to. */
export const OF_AZURE = ['IDENTITY_ENDPOINT', 'IDENTITY_HEADER', 'AZURE_FEDERATED_TOKEN_FILE']

/** Those that start with SLACK_. */
export const slack = z.object({
  SLACK_APP_ID: z.string("set it to the app's id (A…)").regex(/^A[A-Z0-9]{2,30}$/, "expected the app's id (A…)"),
  SLACK_SIGNING_SECRET: z.string().min(16, 'expected the whole signing secret').optional(),
  SLACK_SIGNING_SECRET_OLD: z.string().min(16, 'expected the whole signing secret').optional(),
  // Read again while the bot runs.
  SLACK_SIGNING_SECRET_FILE: z.string().min(1).optional(),
  SLACK_SIGNING_SECRET_OLD_FILE: z.string().min(1).optional(),
  // For one workspace.
  SLACK_BOT_TOKEN: z
    .string()
    .regex(/^xoxb-[\w-]+$/, 'expected a bot token (xoxb-…)')
    .optional(),
  SLACK_WORKSPACE: z
    .string()
    .regex(/^T[A-Z0-9]{2,30}$/, "expected the workspace's id (T…)")
    .optional(),
  // Without a public address.
  SLACK_APP_TOKEN: z
    .string()
    .regex(/^xapp-[\w-]+$/, 'expected an app-level token (xapp-…)')
    .optional(),
  // For many.
  SLACK_CLIENT_ID: z.string().min(1).optional(),
  SLACK_CLIENT_SECRET: z.string().min(1).optional(),
  SLACK_PUBLIC_URL: publicUrl.optional(),
  SLACK_LOCAL_SERVICE: loopback.optional(),
})
