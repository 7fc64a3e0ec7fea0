import type {
  Logger,
  LogLevel,
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebClientOptions,
} from '@slack/web-api'
import { SECOND } from '../../kit/calendar/instant.ts'
import { PlatformFailed } from '../ports/platform.ts'
import { meaningOf } from './errorWords.ts'

/** The client has no time limit of its own. */
const REQUEST_TIMEOUT = 8 * SECOND
/** A channel's people are looked up one by one, this many at a time. */
const AT_ONCE = 8

type ClientError = WebAPIHTTPError | WebAPIPlatformError | WebAPIRateLimitedError

/** By its code, since the client is loaded when it is first needed. */
const isClientError = <Code extends ClientError['code']>(
  error: unknown,
  code: `${Code}`,
): error is Extract<ClientError, { readonly code: Code }> =>
  error instanceof Error && 'code' in error && error.code === code

/**
 * What the client threw, as a failure of any platform: Slack's word by what it stands for (`errorWords.ts`),
 * 429 with Slack's wait in milliseconds, and 0 where no answer of Slack's came at all.
 */
export const toPlatformFailed = (error: unknown): PlatformFailed => {
  if (error instanceof PlatformFailed) return error
  // Its message and its fields quote the request, the token with it, and the response: none of that may get into a log.
  const options = { cause: error instanceof Error ? new Error(error.name) : undefined }
  if (isClientError(error, 'slack_webapi_rate_limited_error'))
    return new PlatformFailed(429, error.retryAfter * SECOND, options)
  if (isClientError(error, 'slack_webapi_platform_error')) {
    const { error: code } = error.data
    // A proxy's error page arrives as such a code too, and is no answer of Slack's.
    if (!/^\w{1,80}$/.test(code)) return new PlatformFailed(0, undefined, options)
    const { status, kind, trouble } = meaningOf(code)
    return new PlatformFailed(status, undefined, { ...options, kind, trouble })
  }
  return new PlatformFailed(isClientError(error, 'slack_webapi_http_error') ? error.statusCode : 0, undefined, options)
}

/** Whether a workspace let the bot in without the scope that a method needs: before it was asked for. */
export const lacksScope = (error: unknown): boolean =>
  isClientError(error, 'slack_webapi_platform_error') && error.data.error === 'missing_scope'

/** Whether someone else changed a view since. https://docs.slack.dev/reference/methods/views.publish#errors */
export const isHashConflict = (error: unknown): boolean =>
  isClientError(error, 'slack_webapi_platform_error') && error.data.error === 'hash_conflict'

/** Runs one call of the client. @throws {PlatformFailed} for whatever the client throws */
export const attempt = async <T>(call: () => Promise<T>): Promise<T> => {
  try {
    return await call()
  } catch (error) {
    throw toPlatformFailed(error)
  }
}

/** The clients would log requests with the tokens and texts in them. */
export const silent: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  setLevel: () => undefined,
  getLevel: () => 'error' as LogLevel,
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
