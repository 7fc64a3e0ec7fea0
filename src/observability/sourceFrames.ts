import { existsSync, readFileSync } from 'node:fs'
import { SourceMap, type SourceMapPayload } from 'node:module'
import { fileURLToPath } from 'node:url'

/** Frames that were looked up. A fault seldom comes alone, and the map of the whole program is read for each that is new. */
const known = new Map<string, string>()
const MOST_KNOWN = 500

const PLACE = /(file:\/\/[^\s()]+\.js):(\d+):(\d+)/

const mapOf = (url: string, read: Map<string, SourceMap | undefined>): SourceMap | undefined => {
  if (!read.has(url)) {
    const file = `${fileURLToPath(url)}.map`
    read.set(
      url,
      existsSync(file) ? new SourceMap(JSON.parse(readFileSync(file, 'utf8')) as SourceMapPayload) : undefined,
    )
  }
  return read.get(url)
}

const looked = (frame: string, read: Map<string, SourceMap | undefined>): string => {
  const [place, url = '', line, column] = PLACE.exec(frame) ?? []
  const origin = place && mapOf(url, read)?.findOrigin(Number(line), Number(column))
  return origin && 'fileName' in origin
    ? frame.replace(place, `${origin.fileName}:${origin.lineNumber}:${origin.columnNumber}`)
    : frame
}

/**
 * The frames of a stack as they stand in the sources: what runs is built of them, with a map beside it. Node's own way of doing so
 * (`--enable-source-maps`) reads every map at the start, which takes longer than the rest of it.
 */
export const sourceFrames = (frames: readonly string[]): readonly string[] => {
  const read = new Map<string, SourceMap | undefined>()
  return frames.map((frame) => {
    const before = known.get(frame)
    if (before !== undefined) return before
    const found = looked(frame, read)
    if (known.size < MOST_KNOWN) known.set(frame, found)
    return found
  })
}
