import { join } from 'node:path'
import type { PaperContent } from '../src/cards/papers/paper.ts'
import { worksheet } from '../src/cards/papers/worksheet.ts'
import { WIDTH } from '../src/cards/pictures/pen.ts'
import { pngOf } from '../src/cards/pictures/png.ts'
import { svgOf } from '../src/cards/pictures/svg.ts'
import { samplePictures } from '../src/cards/samples/pictureSamples.ts'
import { openRound } from '../src/cards/samples/sampleRounds.ts'
import { voice } from '../test/voice.ts'
import { actionOf } from './planCard.ts'

/** What pictures and the longest paper cost: PNGs one by one, and a worksheet of 500 actions with their log. */
const FONTS = ['OpenSans-Regular.ttf', 'OpenSans-Bold.ttf'].map((name) =>
  join(import.meta.dirname, '../content/fonts', name),
)

/** What each may come to: milliseconds of the processor, and megabytes above what the process had. */
export const MOST_PICTURE = { pngMs: 50, documentMs: 2000, documentMb: 150 } as const

const spent = (): number => process.cpuUsage().user / 1000 + process.cpuUsage().system / 1000
const median = (all: readonly number[]): number => all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0

/** @param times pictures of each kind; the first of all is said apart, since it reads the fonts */
export const drawnPictures = (times: number): Readonly<Record<string, number>> => {
  const pictures = samplePictures(voice, 'longest')
  const began = spent()
  pngOf(svgOf(Object.values(pictures)[0] as never), FONTS)
  const first = spent() - began
  const each = Object.entries(pictures).map(([name, picture]) => {
    const took = Array.from({ length: times }, () => {
      const from = spent()
      pngOf(svgOf(picture), FONTS)
      return spent() - from
    })
    return [name, median(took)] as const
  })
  return { first, ...Object.fromEntries(each) }
}

/** A worksheet of so many actions, each looked back at so often. */
export const longWorksheet = async (actions: number, looks: number) => {
  const round = openRound(voice.kit, 'usual', 12)
  const all = Array.from({ length: actions }, (_, at) => ({
    ...actionOf('19:plan', round.id, at),
    history: Array.from({ length: looks }, (_each, month) => ({
      ...{
        date: `2027-0${month + 1}-01`,
        outcome: 'onTrack' as const,
        value: String(month),
        note: 'Loopt goed, we gaan door.',
      },
      ...{ by: '29:1', on: `2027-0${month + 1}-01` },
    })),
  }))
  const content: PaperContent = {
    ...{ voice, round, before: undefined, actions: all, today: '2027-06-01' },
    names: (id) => `Collega ${id}`,
  }
  const picture = samplePictures(voice, 'usual').plan
  const png = picture ? pngOf(svgOf(picture), FONTS) : Buffer.alloc(0)
  const plan = picture && { picture, png, width: WIDTH, height: 400 }
  const before = process.memoryUsage().rss
  const [from, wall] = [spent(), performance.now()]
  const bytes = await worksheet(content, { plan })
  return {
    cpuMs: spent() - from,
    wallMs: performance.now() - wall,
    bytes: bytes.length,
    peakMb: (process.resourceUsage().maxRSS * 1024 - before) / 1e6,
  }
}
