import { describe, expect, it } from 'vitest'
import { NOW } from '../../../test/deciderSpecification.ts'
import { CHANNEL, type Years, years } from '../../../test/given/years.ts'
import type { Effect, EffectPayload } from '../../flows/effect.ts'
import type { Member, RoundId } from '../../flows/ids.ts'
import type { Reaching } from '../../flows/reached.ts'
import { MINUTE } from '../../kit/calendar/instant.ts'
import { personHash } from '../context.ts'
import { deliver } from '../outbox/deliver.ts'

const PLATFORM = { name: 'teams', tenant: 't', serviceUrl: 'https://service' } as const
const ADA = '29:ada'
const ada = { platform: PLATFORM, person: ADA } as const
const row = { action: 'a', date: '2026-12-04', role: 'owner', why: 'due', times: 1, zone: 'Europe/Brussels' } as const

/** A message of each kind that says who she is. A new kind doesn't compile until it is here. */
const messagesTo = (
  round: RoundId,
  member: Member,
): { readonly [T in Reaching['type']]: Reaching & { readonly type: T } } => ({
  assembled: { type: 'assembled', round, page: 1, members: [member] },
  invited: { type: 'invited', round, page: 0, member },
  sheetClosed: { type: 'sheetClosed', round, page: 0, member, counting: true },
  ballotAsked: { type: 'ballotAsked', round, page: 0, member },
  ballotClosed: { type: 'ballotClosed', round, page: 0, member },
  unreachable: { type: 'unreachable', round, person: ADA },
  taskOpened: { type: 'taskOpened', ...ada, task: { kind: 'action', action: 'a' } },
  taskClosed: { type: 'taskClosed', ...ada, task: { kind: 'action', action: 'a' } },
  evaluationAsked: { type: 'evaluationAsked', ...ada, ...row },
  evaluationClosed: { type: 'evaluationClosed', ...ada, action: 'a' },
  evaluationSigned: { type: 'evaluationSigned', ...ada, action: 'a' },
  askedNoMore: { type: 'askedNoMore', ...ada, round },
})

/** Each thing the bot can owe her: a message, a card of each kind that speaks to one person, a file. */
const effectsTo = (world: Years, round: RoundId): readonly EffectPayload[] => {
  const to = { in: 'private', ...ada } as const
  const sheet = world.sheetOf(ADA)
  const post = (card: Extract<EffectPayload, { do: 'post' }>['card']): EffectPayload => ({ do: 'post', card, to })
  return [
    ...Object.values(messagesTo(round, { person: ADA, sheet })).map((event) => ({ do: 'tell', event }) as const),
    post({ screen: 'sheet', round, sheet }),
    post({ screen: 'nudge', round, sheet }),
    post({ screen: 'control', round, person: ADA }),
    post({ screen: 'help', ...ada }),
    post({ screen: 'data', ...ada }),
    post({ screen: 'today', ...ada }),
    post({ screen: 'roundForm', channel: CHANNEL, ...ada }),
    post({ screen: 'block', block: '1' }),
    { do: 'share', file: { of: 'mine', person: personHash(world.deps.hash, PLATFORM, ADA) }, to },
    { do: 'share', file: { of: 'team', round }, to },
  ]
}

const whole = ({ store }: Years): string =>
  JSON.stringify([...store.states, ...[...store.effects.values()].map(({ effect }) => effect)])
const heardBy = ({ posted }: Years): number => posted.filter((chat) => chat === `chat of ${ADA}`).length
const carriesOut = async (world: Years, payload: EffectPayload): Promise<void> => {
  const effect: Effect = { id: 'in hand', due: NOW, timing: 'date', payload }
  await deliver(world.deps, { effect, attempts: 0, promised: 0, ticket: '' })
  await world.until(world.now() + MINUTE)
}
const running = async (): Promise<readonly [Years, RoundId]> => {
  const world = years(NOW)
  await world.starts('29:lotte')
  await world.until(NOW + MINUTE)
  return [world, world.round() ?? '']
}
const kinds = effectsTo(years(NOW), 'r').map((payload, at) => {
  const what = payload.do === 'tell' ? payload.event.type : payload.do === 'post' ? payload.card.screen : 'a file'
  return { at, what: `${payload.do} ${what}` }
})

describe('privacy.5.6 what was on its way to who had everything of hers erased', () => {
  it.each(kinds)('reaches her no more, and writes down nothing of her: $what', async ({ at }) => {
    const [world, round] = await running()
    await world.erases(ADA)
    await world.until(world.now() + MINUTE)
    expect(whole(world)).not.toContain(ADA)
    const before = heardBy(world)
    const [payload] = effectsTo(world, round).slice(at)
    if (!payload) throw new Error('no such effect')
    for (const made of [NOW, undefined]) await carriesOut(world, made === undefined ? payload : { ...payload, made })
    expect(heardBy(world)).toBe(before)
    expect(whole(world)).not.toContain(ADA)
  })

  it('reaches her where it was decided after that: she is there again', async () => {
    const [world] = await running()
    await world.erases(ADA)
    const before = heardBy(world)
    await world.until(world.now() + MINUTE)
    await world.speaks(ADA)
    await world.until(world.now() + MINUTE)
    expect(heardBy(world)).toBe(before + 1)
    await world.starts('29:ben')
    await world.until(world.now() + MINUTE)
  })
})
