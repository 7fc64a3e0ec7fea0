import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { alike } from './alike.ts'
import { documentOf } from './document.ts'
import { type DocumentPart, fields, image, line, point, title } from './documentParts.ts'
import { longDocumentOf } from './longDocument.ts'

const NAMES = ['Wie', 'Wat', 'Hoe'] as const
const TEXTS = [
  'Samir & Lotte',
  'a <b> "c" \'d\'',
  'eerst\ndan',
  '',
  '🟢 Loopt',
  '\u0000',
  '$& $1 {{x}} w:body <w:sectPr/>',
]
const textsOf = (at: number): readonly string[] => NAMES.map((_, place) => TEXTS[(at + place) % TEXTS.length] ?? '')

const tableOf = (texts: readonly string[]) => fields(NAMES.map((name, at) => [name, texts[at] ?? '']))
const pointOf = ([text = '']: readonly string[]) => point(text)
/** What stands about one thing of many. */
const partsOf = (at: number, table = tableOf, look = pointOf): readonly DocumentPart[] => [
  title(`Actie ${at}`, 3),
  table(textsOf(at)),
  ...textsOf(at).map((text) => look([text])),
]

const frame = {
  title: 'Werkfiche',
  language: 'nl-BE',
  foot: 'Quickscan',
  parts: [title('Werkfiche', 1), line('Zoals het stond')],
}
const all = Array.from({ length: 9 }, (_, at) => at)
/** Each file in a document, by what it says: when it was made is left out. */
const saidIn = (document: Uint8Array): object =>
  Object.fromEntries(
    Object.entries(unzipSync(document))
      .map(([name, bytes]) => [name, strFromU8(bytes).replace(/<dcterms:\w+[^>]*>[^<]*/g, '')])
      .toSorted(),
  )

describe('a long document', () => {
  it('is what the library writes of all its parts at once, to the byte', async () => {
    const [table, look] = [alike(tableOf, NAMES.length), alike(pointOf, 1)]
    const pieces = [all.slice(0, 4), all.slice(4, 5), [], all.slice(5)].map((some) =>
      some.flatMap((at) => partsOf(at, table, look)),
    )
    const whole = await documentOf({ ...frame, parts: [...frame.parts, ...all.flatMap((at) => partsOf(at))] })
    expect(saidIn(await longDocumentOf(frame, pieces))).toEqual(saidIn(whole))
  })

  it('is drawn a piece at a time, and others are answered in between', async () => {
    let drawn = 0
    const seen: number[] = []
    const answers = (): void => {
      seen.push(drawn)
      if (drawn < all.length) setImmediate(answers)
    }
    function* pieces() {
      for (const at of all) {
        drawn++
        yield partsOf(at)
      }
    }
    setImmediate(answers)
    await longDocumentOf(frame, pieces())
    expect(new Set(seen).size).toBeGreaterThan(all.length / 2)
  })

  it('takes no picture among what comes later, where its file would be missing', async () => {
    const picture = { title: 'Plan', under: '', drawing: { kind: 'bars', most: 5, rows: [] } } as const
    const later = [image({ picture, png: new Uint8Array([0]), width: 1, height: 1 })]
    await expect(longDocumentOf(frame, [later])).rejects.toThrow('a picture is one of the first parts')
  })
})
