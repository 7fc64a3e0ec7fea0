import { blockOf } from '../../kit/kit.ts'
import { type Ranking, STARS } from '../../kit/stars.ts'
import type { Voice } from '../voice.ts'
import type { Picture } from './picture.ts'
import type { Pictured } from './resultPicture.ts'

/** The order the stars propose, a bar a block where its figure is shown. @returns undefined where no order is */
export const starsPicture = ({ kit, say }: Voice, round: Pictured, ranking: Ranking): Picture | undefined => {
  if (ranking.depth === 'nothing') return undefined
  return {
    title: say('pictures.stars'),
    under: say('pictures.of', { title: round.title, done: ranking.ballots, total: round.asked }),
    drawing: {
      kind: 'bars',
      most: STARS.length,
      rows: ranking.places.map(({ block, median }, at) => ({
        title: say('ranking.line', { place: at + 1, name: blockOf(kit, block).name }),
        value: median,
        said:
          median === undefined
            ? say(ranking.depth === 'medians' ? 'pictures.few' : 'pictures.placed', { place: at + 1 })
            : say('pictures.median', { stars: median }),
      })),
    },
  }
}
