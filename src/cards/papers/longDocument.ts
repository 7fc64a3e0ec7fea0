import { unzipSync, Zip, ZipDeflate } from 'fflate'
import { type DocumentFrame, documentOf } from './document.ts'
import type { DocumentPart } from './documentParts.ts'

/** Where a `.docx` holds its text. */
const TEXT = 'word/document.xml'
const [BEGIN, END] = ['<w:body>', '<w:sectPr'] as const
/** How it names what lies in another file of its own: a picture, a link. */
const ELSEWHERE = ' r:embed='

/** The files in a `.docx`. */
const filesIn = (document: Uint8Array, only?: string): Readonly<Record<string, Uint8Array>> =>
  unzipSync(document, only === undefined ? {} : { filter: ({ name }) => name === only })

/** What the library wrote, and where in it its parts begin and end. */
const textIn = (files: Readonly<Record<string, Uint8Array>>) => {
  const text = Buffer.from(files[TEXT] ?? [])
  const [from, to] = [text.indexOf(BEGIN), text.lastIndexOf(END)]
  if (from < 0 || to < from) throw new Error(`no parts in ${TEXT}`)
  return { text, from: from + BEGIN.length, to }
}

/** Lets the bot answer whoever pressed something meanwhile. */
const others = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/**
 * A document of more parts than should be held at once, which the library does: it is drawn and compressed piece by piece, each let go
 * before the next one, and others are answered in between. Text and tables alone; what has a picture belongs to the frame's own parts.
 */
export const longDocumentOf = async (
  frame: DocumentFrame,
  pieces: Iterable<readonly DocumentPart[]>,
): Promise<Uint8Array> => {
  const written: Uint8Array[] = []
  const zip = new Zip((error, bytes) => {
    if (error) throw error
    written.push(bytes)
  })
  const added = (name: string): ZipDeflate => {
    const file = new ZipDeflate(name)
    zip.add(file)
    return file
  }
  const files = filesIn(await documentOf(frame))
  for (const [name, bytes] of Object.entries(files)) if (name !== TEXT) added(name).push(bytes, true)
  const whole = textIn(files)
  const file = added(TEXT)
  file.push(whole.text.subarray(0, whole.to))
  for (const parts of pieces) {
    await others()
    const { text, from, to } = textIn(filesIn(await documentOf({ ...frame, parts }), TEXT))
    if (text.includes(ELSEWHERE)) throw new Error('a picture is one of the first parts')
    file.push(text.subarray(from, to))
  }
  file.push(whole.text.subarray(whole.to), true)
  zip.end()
  return Buffer.concat(written)
}
