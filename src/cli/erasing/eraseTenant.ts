import { noteErasure } from '../../bot/outbox/replayErasures.ts'
import { countTenant, eraseTenant, type TenantCounts } from '../../bot/outbox/tenants/eraseTenant.ts'
import { buildRawRows } from '../../build/rawRows.ts'
import { buildErasureLog, buildStore } from '../../build/store.ts'
import { processStoreSettings } from '../../config.ts'
import { keyRingEncryption } from '../../store/encryption.ts'
import { StoreUnfit } from '../../store/store.ts'
import { EXIT, type Run } from '../command.ts'
import { scrubbed } from '../scrubbed.ts'
import { hashIn } from './withSomeone.ts'

/** How the report calls a kind of value: in the words of the papers. */
const WORDS: Readonly<Record<string, string>> = {
  round: 'rounds',
  sheet: 'sheets of answers',
  ballot: 'ballots',
  roster: 'pages of who was asked',
  tally: 'tallies of answers',
  stars: 'tallies of stars',
  action: 'actions',
  team: 'channels',
  person: 'people',
  subscription: 'addresses of calendars',
  installation: 'installations',
  workspace: 'tokens of workspaces',
  tenant: 'terms after an uninstall',
  effect: 'messages and dates to come',
}

const print = (counts: TenantCounts): void => {
  for (const [kind, count] of Object.entries(counts).toSorted())
    console.log(`  ${String(count).padStart(6)}  ${WORDS[kind] ?? kind}`)
}

/** Erases all that is kept of an organisation, or says how much that is. */
export const eraseOrganisation: Run = async (asked, { now }) => {
  const name = asked.text('platform') === 'slack' ? 'slack' : 'teams'
  const tenant = { name, tenant: asked.text('tenant') ?? '' } as const
  const sure = asked.flag('yes')
  const settings = processStoreSettings()
  const encryption = keyRingEncryption(settings.DATA_KEYS)
  const store = await buildStore(settings, encryption, () => undefined, 'maintenance')
  const erasureLog = buildErasureLog(settings, encryption, console.log)
  try {
    const hash = await hashIn(store)
    const whole = { open: () => buildRawRows(settings), encryption }
    const deps = {
      store,
      roundKeys: store.keys,
      erasureLog,
      hash,
      whole,
      wake: () => undefined,
      now,
    }
    const counts = await countTenant(deps, tenant)
    if (Object.keys(counts).length === 0) {
      console.log('Nothing is kept of that organisation.')
      return EXIT.failed
    }
    console.log(sure ? 'To be erased:' : 'Would be erased:')
    print(counts)
    if (!sure) {
      console.log('Nothing is erased yet: the same again with --yes does it, and nothing undoes it.')
      return EXIT.failed
    }
    // First, so that a backup from before is rid of it too, however this ends.
    await noteErasure(deps, { what: 'tenant', platform: tenant })
    const erased = await eraseTenant(deps, tenant)
    const clean = await scrubbed(store)
    console.log('Erased:')
    print(erased)
    console.log(
      erasureLog
        ? 'What stays: the note that it was erased, and notes of earlier erasures there, encrypted, for 25 months: a backup that is put back is rid of it at the start.'
        : 'What stays: nothing here. Without ERASURES_DIR a backup that is put back brings it back: destroy those backups.',
    )
    console.log(
      "Not ours to erase: what Teams or Slack keeps of the cards, the log of the bot's lines, and the backups themselves.",
    )
    if (!clean)
      throw new StoreUnfit(
        'It is erased, but the log of the store still has what was: someone reads it. Run this again.',
      )
    return EXIT.done
  } finally {
    erasureLog?.close()
    await store.close()
  }
}
