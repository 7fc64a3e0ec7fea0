import { parseArgs } from 'node:util'
import { noteErasure } from '../bot/outbox/replayErasures.ts'
import { countTenant, eraseTenant, type TenantCounts } from '../bot/outbox/tenants/eraseTenant.ts'
import type { Tenant } from '../bot/outbox/tenants/tenantRows.ts'
import { buildRawRows } from '../build/rawRows.ts'
import { buildErasureLog, buildStore } from '../build/store.ts'
import { processStoreSettings } from '../config.ts'
import { keyedHash, keyRingEncryption } from '../store/encryption.ts'
import { hashSecret } from '../store/hashSecret.ts'
import { StoreUnfit } from '../store/store.ts'
import { runCommand } from './runCommand.ts'
import { scrubbed } from './scrubbed.ts'

const USAGE = `usage: npm run tenant:erase -- --platform teams|slack --tenant ID [--yes]

Erases all that is kept of an organisation: its rounds, answers, results, plans, teams, people, tokens, and what was still to be
sent. Without --yes it only says how much that is.
  --tenant  the directory's id in Teams, the workspace's (T…) in Slack
It works beside a running bot, or with none, with the same settings. Take the app out of the organisation first: what someone does there
meanwhile is kept anew.`

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

const asked = (): { readonly tenant: Tenant; readonly sure: boolean } => {
  const text = { type: 'string' } as const
  const { values } = parseArgs({ options: { platform: text, tenant: text, yes: { type: 'boolean' } } })
  const { platform: name, tenant, yes = false } = values
  if ((name !== 'teams' && name !== 'slack') || !tenant) throw new StoreUnfit(USAGE)
  return { tenant: { name, tenant }, sure: yes }
}

const erase = async (): Promise<boolean> => {
  const { tenant, sure } = asked()
  const settings = processStoreSettings()
  const encryption = keyRingEncryption(settings.DATA_KEYS)
  const store = await buildStore(settings, encryption, () => undefined, 'maintenance')
  const erasureLog = buildErasureLog(settings, encryption, console.log)
  try {
    const secret = await hashSecret(store, () => {
      throw new StoreUnfit('Nothing was ever kept in this store.')
    })
    const whole = { open: () => buildRawRows(settings), encryption }
    const deps = {
      store,
      roundKeys: store.keys,
      erasureLog,
      hash: keyedHash(secret),
      whole,
      wake: () => undefined,
      now: () => Date.now(),
    }
    const counts = await countTenant(deps, tenant)
    if (Object.keys(counts).length === 0) {
      console.log('Nothing is kept of that organisation.')
      return false
    }
    console.log(sure ? 'To be erased:' : 'Would be erased:')
    print(counts)
    if (!sure) {
      console.log('Nothing is erased yet: the same again with --yes does it, and nothing undoes it.')
      return false
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
    return true
  } finally {
    erasureLog?.close()
    await store.close()
  }
}

if (import.meta.main) await runCommand(erase)
