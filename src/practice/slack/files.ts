import { randomBytes } from 'node:crypto'
import { SlackError } from './error.ts'

/** A file as it was sent. */
export interface SharedFile {
  readonly id: string
  readonly name: string
  readonly text: string
  /** In base64, where it isn't text. */
  readonly bytes?: string
}

/**
 * Files on their way: an address is asked for, the bytes go there once, and then they are shared, once.
 * https://docs.slack.dev/messaging/working-with-files#uploading_files
 */
export interface Files {
  /** @returns the file's id, and the ticket in the address its bytes go to */
  readonly begin: (name: unknown, length: unknown) => { readonly id: string; readonly ticket: string }
  /** @returns the HTTP status */
  readonly receive: (ticket: string, sent: unknown, authorization: string | undefined) => number
  readonly complete: (id: unknown) => SharedFile
  /** Of one that was shared, once. https://docs.slack.dev/reference/methods/files.delete */
  readonly delete: (id: unknown) => void
}

const ADDRESS_LIVES = 5 * 60_000

interface Pending {
  readonly name: string
  readonly length: number
  readonly ticket: string
  readonly at: number
  text?: string
  bytes?: string
  shared: boolean
  deleted?: true
}

export const createFiles = (realNow: () => number): Files => {
  const files = new Map<string, Pending>()
  return {
    begin: (name, length) => {
      const bytes = Number(length)
      if (typeof name !== 'string' || !/^[^/]{1,255}$/.test(name)) throw new SlackError('invalid_arguments')
      if (!Number.isInteger(bytes) || bytes < 1) throw new SlackError('invalid_arguments')
      const id = `F0${randomBytes(6).toString('hex').toUpperCase()}`
      const ticket = randomBytes(16).toString('hex')
      files.set(id, { name, length: bytes, ticket, at: realNow(), shared: false })
      return { id, ticket }
    },
    receive: (ticket, sent, authorization) => {
      const file = [...files.values()].find((one) => one.ticket === ticket)
      if (!file || file.text !== undefined || realNow() - file.at > ADDRESS_LIVES) return 404
      // The address alone is enough; a token sent along would be shown to whoever answers there.
      if (authorization !== undefined) return 400
      if (typeof sent !== 'string' || sent.length !== file.length) return 400
      const bytes = Buffer.from(sent, 'latin1')
      file.text = bytes.toString('utf8')
      // What isn't text is kept as it came.
      if (!Buffer.from(file.text).equals(bytes)) file.bytes = bytes.toString('base64')
      return 200
    },
    complete: (id) => {
      const file = files.get(String(id))
      if (!file || file.shared) throw new SlackError('file_not_found')
      if (file.text === undefined) throw new SlackError('file_update_failed')
      file.shared = true
      const { name, text, bytes } = file
      return { id: String(id), name, text, ...(bytes === undefined ? {} : { bytes }) }
    },
    delete: (id) => {
      const file = files.get(String(id))
      if (!file?.shared) throw new SlackError('file_not_found')
      if (file.deleted) throw new SlackError('file_deleted')
      file.deleted = true
    },
  }
}
