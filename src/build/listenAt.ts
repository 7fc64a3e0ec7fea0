import type { Server } from 'node:http'
import { listen } from '../http/server.ts'

/** The bot can't listen where its settings say. The message names the setting, its value, what is wrong and what to do. */
export class CantListen extends Error {
  constructor(message: string, options: ErrorOptions) {
    super(`Quickscan can't start: ${message}`, options)
    this.name = 'CantListen'
  }
}

const problemOf = (code: string, setting: string, port: number, host: string): string => {
  switch (code) {
    case 'EADDRINUSE':
      return `${setting} is ${port}, and another program listens there already. Stop that one, or set ${setting} to a free port.`
    case 'EACCES':
      return `${setting} is ${port}, and this user may not listen there. Set ${setting} to a port above 1023, behind a proxy.`
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `HOST is ${host}, and this machine has no such address. Set HOST to one of its own, or to 0.0.0.0 for all of them.`
    default:
      return `HOST is ${host} and ${setting} is ${port}, and the system answers ${code}. Set another address or port.`
  }
}

/**
 * Starts listening where a setting says. @param setting the name of the port's
 * @throws {CantListen}
 */
export const listenAt = async (server: Server, setting: string, port: number, host: string): Promise<number> => {
  try {
    return await listen(server, port, host)
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error
    throw new CantListen(problemOf(String(error.code), setting, port, host), { cause: error })
  }
}
