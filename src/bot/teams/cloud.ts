/** Where Teams' tokens come from. */
export interface Cloud {
  /** Gives out the bot's own tokens. */
  readonly loginEndpoint: string
  readonly botScope: string
  /** By which the tokens of what Teams posts are checked. */
  readonly openIdMetadataUrl: string
  readonly tokenIssuer: string
  /** Where directories sign people on, and the list of the keys they sign with. */
  readonly signOnLogin: string
  readonly signOnKeysUrl: string
}

/** The commercial cloud: https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication */
export const publicCloud: Cloud = {
  loginEndpoint: 'https://login.microsoftonline.com',
  botScope: 'https://api.botframework.com/.default',
  openIdMetadataUrl: 'https://login.botframework.com/v1/.well-known/openidconfiguration',
  tokenIssuer: 'https://api.botframework.com',
  signOnLogin: 'https://login.microsoftonline.com',
  signOnKeysUrl: 'https://login.microsoftonline.com/common/discovery/v2.0/keys',
}

/** Endpoints of a fake service on this machine: it signs with its own keys and gives out its own tokens. */
export const localCloud = (authority: string): Cloud => {
  const at = authority.replace(/\/$/, '')
  return {
    ...publicCloud,
    loginEndpoint: `${at}/login`,
    openIdMetadataUrl: `${at}/v1/.well-known/openidconfiguration`,
    tokenIssuer: at,
    signOnLogin: at,
    signOnKeysUrl: `${at}/v1/.well-known/keys`,
  }
}
