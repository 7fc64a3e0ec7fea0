/** Why there is no socket, where someone can do something about it. */
export type Trouble = 'linkDisabled' | 'tooMany' | 'token' | 'foreignApp'

/** What is said to whoever runs the bot. */
export const TROUBLES: Readonly<Record<Trouble, string>> = {
  linkDisabled:
    "Slack says that Socket Mode is switched off: switch it on at api.slack.com, in the app's settings, under Socket Mode. It is tried again each minute.",
  tooMany:
    'Slack says that ten connections are open already: stop other bots that run with the same SLACK_APP_TOKEN. It is tried again.',
  token:
    "Slack doesn't accept SLACK_APP_TOKEN: make one with the scope connections:write at api.slack.com, under Basic Information, App-Level Tokens. It is tried again each minute.",
  foreignApp:
    'SLACK_APP_TOKEN is of another app than SLACK_APP_ID says: nothing of it is taken. It is tried again each minute.',
}

const BY_REASON: Readonly<Record<string, Trouble>> = {
  link_disabled: 'linkDisabled',
  too_many_websockets: 'tooMany',
}

/** @returns undefined where Slack only asks for another connection in place of this one, as it does every few hours */
export const troubleIn = (reason: string): Trouble | undefined =>
  Object.hasOwn(BY_REASON, reason) ? BY_REASON[reason] : undefined
