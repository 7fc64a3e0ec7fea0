import type { Card } from '../cards/card.ts'
import { refusalScreen } from '../cards/screens/refusalScreen.ts'
import type { Names } from '../cards/voice.ts'
import type { Action } from '../flows/acting.ts'
import type { Why } from '../flows/step.ts'
import type { Deps } from './deps.ts'
import { type Answer, ok } from './verb.ts'

export const refusedWith = (deps: Deps, why: Why): Answer => ({ card: refusalScreen(deps.voice, why), outcome: why })

/** A card about an action, with what its owners are called. */
export const drawnAction = async (deps: Deps, action: Action, draw: (names: Names) => Card): Promise<Answer> =>
  ok(draw(await deps.names(action.platform, action.channel, action.owners)))
