import {
  type Logger,
  LogLevel,
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  type WebClientOptions,
} from '@slack/web-api'
import { SECOND } from '../../kit/calendar/instant.ts'
import { PlatformFailed } from '../ports/platform.ts'

/** The client has no time limit of its own. */
const REQUEST_TIMEOUT = 8 * SECOND
/** A channel's people are looked up one by one, this many at a time. */
const AT_ONCE = 8

/** Slack answers 200 with an error code; these are the HTTP statuses they stand for: https://docs.slack.dev/reference/methods/chat.postMessage#errors */
const STATUS: ReadonlyMap<string, number> = new Map(
  Object.entries({
    channel_not_found: 404,
    user_not_found: 404,
    users_not_found: 404,
    message_not_found: 404,
    is_archived: 404,
    user_disabled: 403,
    user_not_visible: 403,
    cannot_dm_bot: 403,
    not_in_channel: 403,
    restricted_action: 403,
    cant_update_message: 403,
    cant_dm_external_user: 403,
    account_inactive: 401,
    invalid_auth: 401,
    not_authed: 401,
    token_expired: 401,
    token_revoked: 401,
    ratelimited: 429,
    rate_limited: 429,
    fatal_error: 503,
    internal_error: 503,
    request_timeout: 503,
    service_unavailable: 503,
  }),
)

/**
 * What the client threw, as a failure of any platform: Slack's error code by the table above, 400 for one that isn't in it,
 * 429 with Slack's wait in milliseconds, and 0 where no answer of Slack's came at all.
 */
export const toPlatformFailed = (error: unknown): PlatformFailed => {
  // Its message and its fields quote the request, the token with it, and the response: none of that may get into a log.
  const options = { cause: error instanceof Error ? new Error(error.name) : undefined }
  if (error instanceof WebAPIRateLimitedError) return new PlatformFailed(429, error.retryAfter * SECOND, options)
  if (error instanceof WebAPIPlatformError) {
    const { error: code } = error.data
    // A proxy's error page arrives as such a code too, and is no answer of Slack's.
    return new PlatformFailed(STATUS.get(code) ?? (/^\w{1,80}$/.test(code) ? 400 : 0), undefined, options)
  }
  return new PlatformFailed(error instanceof WebAPIHTTPError ? error.statusCode : 0, undefined, options)
}

/** Whether a workspace let the bot in without the scope that a method needs: before it was asked for. */
export const lacksScope = (error: unknown): boolean =>
  error instanceof WebAPIPlatformError && error.data.error === 'missing_scope'

/** Runs one call of the client. @throws {PlatformFailed} for whatever the client throws */
export const attempt = async <T>(call: () => Promise<T>): Promise<T> => {
  try {
    return await call()
  } catch (error) {
    throw error instanceof PlatformFailed ? error : toPlatformFailed(error)
  }
}

/** The clients would log requests with the tokens and texts in them. */
export const silent: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  setLevel: () => undefined,
  getLevel: () => LogLevel.ERROR,
  setName: () => undefined,
}

/** No retries in the client: it would retry in memory for half an hour, and hold up a whole workspace for one refusal. */
export const clientOptions = (serviceUrl: string): WebClientOptions => ({
  slackApiUrl: `${serviceUrl}/`,
  allowAbsoluteUrls: false,
  retryConfig: { retries: 0 },
  rejectRateLimitedCalls: true,
  timeout: REQUEST_TIMEOUT,
  maxRequestConcurrency: AT_ONCE,
  logger: silent,
})
