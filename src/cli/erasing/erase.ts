import { erasePerson } from '../../bot/people/erasePerson.ts'
import { noteAllAsked } from '../../bot/people/missedRounds.ts'
import { buildRawRows } from '../../build/rawRows.ts'
import { EXIT, type Run } from '../command.ts'
import { directoryPort, isOfDirectory } from './directoryPort.ts'
import { withSomeone } from './withSomeone.ts'

const ERASED = 'Erased. A running bot redraws her cards in a moment.'
const SUMMED =
  '\nA round of hers is being closed: what was summed already stays in its total, where nobody can find hers.'

/** What can't be known, and what to do: nobody may be told that nothing is kept where something may be. */
const cantTell = (unknown: number, asked: boolean): string =>
  `Nobody here is known by that id, but something of hers may be kept all the same: of ${unknown} ` +
  `${unknown === 1 ? 'person' : 'people'} no id of the directory is kept (the bot didn't note it in earlier versions)` +
  `${asked ? ', and Teams doesn’t say whose they are' : ''}. Do one of these:\n` +
  `${asked ? '' : '  - run this with the settings of Teams too (TEAMS_CLIENT_ID, …): then Teams is asked who they are;\n'}` +
  "  - give Teams' own id of her as --person (29:…), where you know it;\n" +
  '  - have her write "mijn gegevens" to the bot, and erase everything there, if she still can.'

/** Erases all that is kept of someone. */
export const erase: Run = async (asked, { now }) =>
  withSomeone(
    asked,
    directoryPort(now),
    async ({ platform, named, found: { person, unknown }, asksPlatform, settings, encryption, store, hash }) => {
      // The effects this causes, which redraw her cards, are delivered by the running bot.
      const deps = { store, hash, now, wake: () => undefined }
      await noteAllAsked({ ...deps, whole: { open: () => buildRawRows(settings), encryption } })
      const { known, summed } = await erasePerson(deps, platform, person ?? named)
      if (known) console.log(`${ERASED}${summed ? SUMMED : ''}`)
      else if (platform.name === 'teams' && isOfDirectory(named) && unknown > 0)
        console.log(cantTell(unknown, asksPlatform))
      else console.log('Nothing is kept of that person.')
      return known ? EXIT.done : EXIT.failed
    },
  )
