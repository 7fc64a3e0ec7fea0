import { everyoneIn } from '../../flows/action/changes.ts'
import type { Channel } from '../../flows/channel/state.ts'
import { NOBODY, type Platform } from '../../flows/ids.ts'
import { actionKey, personKey, tenantKey } from '../../flows/keys.ts'
import { decidePerson } from '../../flows/person/decidePerson.ts'
import type { Whose } from '../../flows/person/forgetPerson.ts'
import type { Person, Task } from '../../flows/person/person.ts'
import type { Roster } from '../../flows/roster/roster.ts'
import { type Deps, personHash, tenantHash } from '../context.ts'
import { forgetChannel } from '../outbox/forget.ts'
import { tenantLeft } from '../outbox/tenants/leavingTenant.ts'
import { statesOf } from '../outbox/tenants/wholeRows.ts'
import { roundOf, stateOf } from '../stateOf.ts'
import { transact } from '../transact.ts'
import { rostersOf } from './asked.ts'
import { noteAsked } from './missedRounds.ts'

const NOWHERE: Platform = { name: 'teams', tenant: '', serviceUrl: '' }

/** The people that something of hers names. */
const namedIn = async (deps: Deps, task: Task): Promise<readonly Whose[]> => {
  const all = ({ platform }: { readonly platform: Platform }, people: readonly string[]): readonly Whose[] =>
    people.map((person) => ({ platform, person }))
  switch (task.kind) {
    case 'sheet':
    case 'ballot': {
      const round = await roundOf(deps, task.round)
      if (!round) return []
      const members = (await rostersOf(deps, round)).flatMap((page) => page?.members ?? [])
      return all(
        round,
        members.flatMap(({ person, sheet }) => (sheet === task.sheet ? person : [])),
      )
    }
    case 'round': {
      const round = await roundOf(deps, task.round)
      return round ? all(round, round.coordinators) : []
    }
    case 'action': {
      const action = await stateOf(deps, actionKey(task.action))
      return action ? all(action, everyoneIn(action)) : []
    }
  }
}

/** Who it is, as what is hers says; nobody where nothing does: then nothing of hers names her. */
const whoseIs = async (deps: Deps, known: Person): Promise<Whose> => {
  for (const task of known.tasks)
    for (const whose of await namedIn(deps, task))
      if (personHash(deps.hash, whose.platform, whose.person) === known.id) return whose
  return { platform: NOWHERE, person: NOBODY }
}

const beginPersons = async (deps: Deps, known: Person): Promise<void> => {
  const event = { type: 'termMissed', ...(await whoseIs(deps, known)) } as const
  await transact(deps, personKey(known.id), (person) => decidePerson(known.id, person, event, deps.now()))
}

/** An organisation of which every place is gone since before that began a term. */
const beginTenants = async (deps: Deps, platform: Platform): Promise<void> => {
  if (await stateOf(deps, tenantKey(tenantHash(deps.hash, platform)))) return
  const gone = { platform, id: `missed ${deps.now()}`, actor: NOBODY, place: undefined, added: false, group: undefined }
  await tenantLeft(deps, gone)
}

const KINDS = ['person', 'roster', 'team', 'installation', 'workspace'] as const

/**
 * Earlier versions saved people, channels and organisations without a term. It begins when this finds them, so that none is kept for
 * ever. Nor did they keep with people in which rounds they were asked. Reads the whole store: once, at a start.
 */
export const beginMissedTerms = async (deps: Deps): Promise<void> => {
  const places = new Map<string, { readonly platform: Platform; used: boolean }>()
  for await (const rows of statesOf(deps.whole, KINDS))
    for (const { key, value } of rows) {
      if (typeof value !== 'object' || value === null) continue
      if (key.startsWith('person/')) {
        if (!('since' in value)) await beginPersons(deps, value as Person)
        continue
      }
      if (key.startsWith('roster/')) {
        await noteAsked(deps, value as Roster)
        continue
      }
      const { platform, channel, used, removedAt } = value as Channel
      const tenant = tenantHash(deps.hash, platform)
      places.set(tenant, { platform, used: places.get(tenant)?.used || removedAt === undefined })
      if (key.startsWith('team/') && used === undefined)
        await forgetChannel(deps, { type: 'channelForgotten', platform, channel })
    }
  for (const { platform, used } of places.values()) if (!used) await beginTenants(deps, platform)
}
