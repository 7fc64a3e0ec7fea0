import { parseArgs } from 'node:util'
import { personHash } from '../bot/context.ts'
import { erasePerson } from '../bot/people/erasePerson.ts'
import { buildRawRows } from '../build/rawRows.ts'
import { buildStore } from '../build/store.ts'
import { processStoreSettings } from '../config.ts'
import { keyText, type PersonHash, type PersonId } from '../flows/ids.ts'
import { personKey } from '../flows/keys.ts'
import type { Person } from '../flows/person/person.ts'
import { type Encryption, keyedHash, keyRingEncryption } from '../store/encryption.ts'
import { hashSecret } from '../store/hashSecret.ts'
import type { RawRows } from '../store/rawRows.ts'
import { openEnvelope } from '../store/schema.ts'
import { StoreUnfit } from '../store/store.ts'
import { runCommand } from './runCommand.ts'

const USAGE = `usage: npm run person:erase -- --platform teams|slack --tenant ID --person ID

Erases all that is kept of someone who can't do it herself any more, as "mijn gegevens" in her chat would: her answers, remarks
and stars where they aren't summed yet, her name on actions, how she is reached. Figures that were shown stay as they are.
  --tenant  the directory's id in Teams, the workspace's (T…) in Slack
  --person  her object id in the directory, or Slack's member id (U…)
It works beside a running bot, with the same settings, and holds when it ends; the bot, at once or when it starts, redraws her cards.`

const ERASED = 'Erased. A running bot redraws her cards in a moment.'
const SUMMED =
  '\nA round of hers is being closed: what was summed already stays in its total, where nobody can find hers.'

interface Named {
  readonly platform: 'teams' | 'slack'
  readonly tenant: string
  readonly person: string
}

const asked = (): Named => {
  const text = { type: 'string' } as const
  const { values } = parseArgs({ options: { platform: text, tenant: text, person: text } })
  const { platform, tenant, person } = values
  if ((platform !== 'teams' && platform !== 'slack') || !tenant || !person) throw new StoreUnfit(USAGE)
  return { platform, tenant, person }
}

/** Finds the platform's id of a person by her id in the directory. @returns undefined when nobody in the store has it */
const findByAlias = async (
  rows: RawRows,
  encryption: Encryption,
  isHers: (key: string, person: PersonId) => boolean,
  alias: string,
): Promise<PersonId | undefined> => {
  for await (const batch of rows.states()) {
    for (const { key, value } of batch) {
      if (!key.startsWith('person/')) continue
      const { who } = openEnvelope<Person>(key, encryption.decrypt(key, value))
      // The same id in the directory of another tenant is another person.
      if (who?.alias === alias && isHers(key, who.person)) return who.person
    }
  }
  return undefined
}

const erase = async (): Promise<boolean> => {
  const named = asked()
  const settings = processStoreSettings()
  const encryption = keyRingEncryption(settings.DATA_KEYS)
  const store = await buildStore(settings, encryption, () => undefined, 'maintenance')
  const rows = await buildRawRows(settings)
  try {
    const secret = await hashSecret(store, () => {
      throw new StoreUnfit('Nothing was ever kept in this store.')
    })
    const hash = keyedHash(secret)
    const platform = { name: named.platform, tenant: named.tenant, serviceUrl: '' }
    const hashOf = (person: PersonId): PersonHash => personHash(hash, platform, person)
    const isHers = (key: string, person: PersonId): boolean => key === keyText(personKey(hashOf(person)))
    const person = (await findByAlias(rows, encryption, isHers, named.person)) ?? named.person
    // The effects this causes, which redraw her cards, are delivered by the running bot.
    const deps = { store, hash, now: () => Date.now(), wake: () => undefined }
    const { known, summed } = await erasePerson(deps, platform, person)
    console.log(known ? `${ERASED}${summed ? SUMMED : ''}` : 'Nothing is kept of that person.')
    return known
  } finally {
    await rows.close()
    await store.close()
  }
}

if (import.meta.main) await runCommand(erase)
