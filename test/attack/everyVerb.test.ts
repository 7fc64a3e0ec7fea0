import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { OWN } from '../../src/bot/ports/log.ts'
import { verbTable } from '../../src/bot/verbs/table.ts'
import { loadSentences } from '../../src/build/content.ts'
import { PAPERS } from '../../src/flows/refs.ts'
import { MOST_NOTES } from '../../src/flows/round/talk.ts'
import { chance } from '../../src/practice/chance.ts'
import { playAlong } from '../../src/practice/play/playAlong.ts'
import { LARGER_TEAM, type Message, seenBy } from '../../src/practice/world.ts'
import { carriedIn, practiceTeam, readAs, type Team } from '../practiceTeam.ts'
import { kit } from '../voice.ts'

const NOWHERE = 'z'.repeat(32)
const NOT_WHYS = ['refusal.summary', 'refusal.toScan']
/** Every refusal has a sentence, and a sentence stands for a refusal. */
const whys = loadSentences('nl')
  .keys.filter((key) => key.startsWith('refusal.') && !NOT_WHYS.includes(key))
  .map((key) => key.slice('refusal.'.length))
/** Of a moment that no press here falls into, or of a store that can't save; each with the test that meets it. */
const ELSEWHERE = new Map([
  ['scanClosing', 'flows/round/pressedAgain.test.ts'],
  ['starsClosing', 'flows/round/pressedAgain.test.ts'],
  ['scanOverEmpty', 'flows/round/pressedAgain.test.ts'],
  ['lost', 'test/failure/saving.test.ts'],
  ['notSaved', 'test/failure/saving.test.ts'],
])
const TODAY = '2026-12-04'

/** One long story of pressing, in which every button does what it is for and every refusal is met once. */
describe('every button', () => {
  const outcomes = new Set<string>()
  let team: Team
  let lotte: (verb: string, data?: object, inputs?: object) => Promise<void>
  let samir: typeof lotte
  let round = ''

  const note = (from: Team): void => {
    for (const { kind, verb, outcome } of from.log) if (kind === 'turn') outcomes.add(`${verb} ${outcome}`)
  }
  /** The log doesn't say which of one's own buttons was pressed; who presses them knows. */
  const heedOwn = ({ room: { client }, log }: Team): void => {
    const { press } = client
    const heeded: typeof press = async (person, message, pressed, event) => {
      const before = log.length
      const answer = await press(person, message, pressed, event)
      await team.running.answered()
      for (const { kind, verb, outcome } of log.slice(before))
        if (kind === 'turn' && verb === OWN) outcomes.add(`${pressed.verb} ${outcome}`)
      return answer
    }
    Object.assign(client, { press: heeded })
  }
  const presser =
    (person: string) =>
    async (verb: string, data: object = {}, inputs: object = {}): Promise<void> => {
      const own = team.room.world.messages.find(({ place, card }) => place === `private:${person}` && card)
      const message: Message = own ?? team.channel.newest()
      // By hand: what isn't on this card couldn't be filled in on it.
      const sent = { v: 1, round, ...data, ...inputs }
      await team.room.client.press(person, message, { verb, data: sent, inputs: {} })
      await team.settled()
    }
  const inChannel = async (person: string, verb: string, data: object = {}): Promise<void> => {
    await team.room.client.press(person, team.channel.newest(), { verb, data: { v: 1, round, ...data }, inputs: {} })
    await team.settled()
  }
  const actionIn = (): string => {
    return team.room.world.messages.map(({ card }) => carriedIn(card, 'action')).findLast(Boolean) ?? ''
  }
  const drafts = async (title: string, inputs: object = {}): Promise<void> => {
    const people = LARGER_TEAM.slice(0, 11).map(team.id).join(',')
    await lotte(
      'round.check',
      { channel: team.room.world.ids.channel },
      { title, date: '2027-03-31', people, ...inputs },
    )
    const [check] = team.privately('Lotte').messages()
    round = carriedIn(check && seenBy(check, 'lotte'), 'round')
  }
  const others = () => playAlong(team.room, team.settled, 'nobody', chance(7))

  beforeAll(async () => {
    team = await practiceTeam(LARGER_TEAM, { outside: ['Hilde', 'Karim'], notInstalled: ['Karim'] })
    heedOwn(team)
    lotte = presser('lotte')
    samir = presser('samir')
    await team.privately('Lotte').says('channel', 'start')
  })
  afterAll(() => team.stop())

  it('starts a round, or says why it can’t', async () => {
    await inChannel('lotte', 'round.form')
    await lotte('round.form', { channel: team.room.world.ids.channel, round: undefined, more: true })
    await lotte('round.check', { channel: '19:elders@thread.tacv2' }, { title: 'x' })
    team.room.troubles.add({ on: 'roster', times: 1, status: 500 })
    await lotte('round.check', { channel: team.room.world.ids.channel }, { title: 'x' })
    await drafts('Niemand', { people: '', outsiders: team.alias('karim') })
    await lotte('round.start')
    await drafts('Online werken', { perRole: 'true' })
    await lotte('round.start')
    await inChannel('fatima', 'round.form')
    await lotte('nergens')
  })

  it('fills in a sheet', async () => {
    for (const verb of [
      'sheet.show',
      'notice.open',
      'notice.more',
      'sheet.next',
      'sheet.back',
      'sheet.review',
      'sheet.pause',
    ])
      await samir(verb)
    await samir('sheet.handIn')
    await samir('sheet.role', { role: 'dpo' })
    await samir('sheet.answer', { element: '1.1', grade: 'red' })
    await samir('sheet.explain', { element: '1.2' })
    await samir('sheet.goto', { block: '2' })
    await samir('sheet.block', { block: '2' })
    await samir('sheet.goto', { element: '2.1', from: 'review' })
    await samir('sheet.pause', { block: '1', text: 'x'.repeat(501) })
    await samir('sheet.remark', { block: '1', text: 'x'.repeat(501) })
    await samir('sheet.remark', { block: '1', text: 'Een vast moment helpt.' })
    await samir('sheet.snooze', { until: 'today' })
    await samir('sheet.handIn')
    await samir('sheet.decline')
    await samir('sheet.decline', { sure: true })
    await samir('sheet.undoDecline')
    await samir('sheet.decline', { sure: true })
    await team.later('PT1M')
    await samir('sheet.undoDecline')
    await presser('tom')('sheet.show')
    await inChannel('joris', 'sheet.show')
  })

  it('steers', async () => {
    for (const verb of ['round.show', 'round.extend', 'round.remind', 'round.takeOut', 'round.cancel', 'round.close'])
      await lotte(verb)
    await lotte('round.extend', { date: '2020-01-01' })
    await lotte('round.addMember', { people: team.id('tom') })
    await lotte('round.handOver', { person: team.id('samir'), as: 'beside' })
    await lotte('round.handOver', { person: team.id('fatima'), as: 'beside' })
    await presser('fatima')('round.close')
    await lotte('round.show', { round: NOWHERE })
    await inChannel('joris', 'result.elements')
    await others()
    await lotte('talk.done')
    await lotte('round.close', { confirmed: true })
    await team.later('PT5S')
    await lotte('round.close', { confirmed: true })
    await lotte('ballot.close', { confirmed: true })
    await samir('sheet.answer', { element: '1.1', grade: 'red' })
    await lotte('round.start')
  })

  it('shows the result, takes the stars and confirms priorities', async () => {
    for (const verb of ['result.show', 'result.elements', 'result.roles', 'result.remarks'])
      await inChannel('joris', verb)
    await inChannel('joris', 'result.elements', { page: 2 })
    await inChannel('joris', 'result.element', { element: '2.6' })
    await inChannel('lotte', 'result.hideRemark', { block: '1', remark: 0 })
    await lotte('talk.plan')
    await lotte('talk.start', { planned: true, date: TODAY, time: '14:00' })
    await inChannel('joris', 'calendar.meeting')
    await lotte('talk.start')
    await inChannel('joris', 'talk.show')
    await inChannel('joris', 'talk.next', { step: 0 })
    await inChannel('lotte', 'talk.next', { step: 0 })
    await inChannel('lotte', 'talk.back', { step: 1 })
    for (let notes = 0; notes <= MOST_NOTES; notes++) await samir('talk.note', { step: 1, text: 'Een vast uur.' })
    await lotte('talk.eraseNote', { step: 1, note: 'n' })
    await lotte('talk.done')
    await lotte('talk.done')
    await samir('ballot.show', { explain: true })
    await samir('ballot.snooze', { until: 'tomorrow' })
    await samir('ballot.cast')
    await samir('ballot.star', { block: '1', stars: 4 })
    await samir('ballot.star', { block: '1', stars: 4, explain: true, 'reasons.1': 'x'.repeat(201) })
    await samir('ballot.star', { block: '1', stars: 0 })
    await samir('ballot.cast', { stars: { '1': 5 }, reasons: { '1': 'Eerst de visie.' } })
    await others()
    await lotte('ballot.close')
    await lotte('ballot.close', { confirmed: true })
    await team.later('PT5S')
    await samir('ballot.cast', { stars: { '1': 5 } })
    await lotte('ballot.close', { confirmed: true })
    for (const verb of ['ranking.show', 'ranking.reasons']) await inChannel('joris', verb)
    await inChannel('lotte', 'ranking.hideReason', { reason: 0 })
    await lotte('priorities.confirm', { blocks: '1,4' })
    await inChannel('joris', 'priorities.show')
    await lotte('priorities.confirm', { blocks: '2,5' })
    await lotte('direction.save', { block: '1', text: '' })
    await lotte('direction.save', { block: '1', text: 'Iedereen weet waarom.' })
    await lotte('priorities.change')
    await lotte('priorities.confirm', { blocks: '1,4', reason: 'Zo besproken.', changing: true })
    await lotte('round.step', { answer: 'later' })
    await lotte('round.again', { answer: 'later' })
    await lotte('channel.retry')
    await lotte('channel.move')
    await lotte('action.carryOver', { action: NOWHERE, outcome: 'goOn' })
    await inChannel('lotte', 'round.takeOver')
  })

  it('plans, and looks back', async () => {
    await inChannel('joris', 'action.suggest', { block: '1' })
    await samir('action.suggest', { block: '4', page: 1 })
    await samir('action.form', { draft: '4.4' })
    await inChannel('samir', 'action.form')
    const fields = { what: 'TikTok verkennen', people: team.id('samir'), followUp: TODAY, repeat: 'monthly' }
    await samir('action.save', {}, fields)
    const action = actionIn()
    await inChannel('joris', 'plan.show')
    await inChannel('joris', 'action.show', { action })
    await team.later('P12D')
    await samir('evaluation.show', { action, due: TODAY })
    await samir('evaluation.toAgenda', { action, due: TODAY })
    await samir('today.show')
    for (const verb of ['action.accept', 'action.passOn', 'action.date', 'action.extend', 'action.takeOver'])
      await samir(verb, { action })
    await samir('evaluation.report', { action, due: TODAY, outcome: 'onTrack' })
    await samir('evaluation.report', { action, due: TODAY, outcome: 'onTrack' })
    await samir('evaluation.explain', { action, due: TODAY, note: 'vlot' })
    await team.later('P31D')
    await samir('evaluation.snooze', { action, due: '2027-01-04', until: 'week' })
    await inChannel('samir', 'action.done', { action })
    await samir('evaluation.report', { action, due: '2027-01-04', outcome: 'onTrack' })
    await inChannel('samir', 'action.stop', { action })
    await inChannel('joris', 'action.reopen', { action })
    await inChannel('samir', 'action.show', { action: NOWHERE })
    await samir('actions.mine')
    await lotte('team.settings')
    await lotte('team.settings', { save: true }, { restFrom: '2027-07-01', restUntil: '2027-08-31', kept: '36' })
    await lotte('digest.set', { on: false })
  })

  it('keeps one’s own calendar up to date', async () => {
    await inChannel('joris', 'calendar.team')
    await inChannel('joris', 'calendar.team', { round: NOWHERE })
    for (const verb of ['calendar.show', 'calendar.mine', 'calendar.subscribe', 'calendar.withdraw']) await samir(verb)
    await samir('calendar.subscribe')
  })

  it('takes along what the team reads', async () => {
    await inChannel('joris', 'papers.show')
    await inChannel('joris', 'papers.show', { round: NOWHERE })
    for (const paper of [...PAPERS, 'nergens']) await inChannel('joris', 'papers.give', { paper })
  })

  it('reads, and keeps and erases what is one’s own', async () => {
    await samir('block.open', { block: '3', round: undefined })
    await samir('block.open', { block: '3', page: 1 })
    await samir('block.open', { block: '3', part: 'points', round: undefined })
    await samir('library.browse', { by: 'function', value: 'signals' })
    await samir('page.read', { page: 'outreach' })
    await samir('page.read', { page: 'nergens' })
    await samir('library.search', { query: 'tiktok' })
    await samir('library.search', { word: 'games' })
    await samir('library.open', { id: 'deduidier' })
    await samir('concern.step')
    await samir('concern.step', { step: 'overleg', trail: 'vermoeden.onbereikbaar' })
    await samir('concern.step', { step: 'bellen', trail: 'x' })
    await samir('home.show')
    await samir('home.show', { channel: 'nergens' })
    for (const verb of ['open.show', 'site.open', 'data.show', 'data.export', 'hours.set', 'data.erase', 'copy.erase'])
      await samir(verb)
    await samir('command.run', { command: 'plan' })
    await samir('command.run', { command: 'data' })
    await inChannel('joris', 'command.run', { command: 'plan' })
    await inChannel('joris', 'command.run', { command: 'mine' })
    await samir('language.set', { language: 'en' })
    await samir('data.erase', { confirmed: true })
    await samir('data.export')
  })

  it('stops a round, and knows one that is too old', async () => {
    await drafts('Gestopt')
    await lotte('round.start')
    await lotte('round.cancel', { confirmed: true })
    await presser('fatima')('sheet.answer', { element: '1.1', grade: 'red' })
    await drafts('Te oud')
    await lotte('round.start')
    await others()
    await lotte('round.close', { confirmed: true })
    await team.later('P61D')
    await lotte('talk.done')
  })

  it('was pressed with its happy end', () => {
    note(team)
    const verbs = [...verbTable(kit).keys()]
    expect(verbs.filter((verb) => !outcomes.has(`${verb} ok`))).toEqual([])
  })

  it('is refused kindly where someone is too fast, before anything is read', async () => {
    const hurried = await practiceTeam(['Lotte', 'Samir'], { environment: { PRESSES_PER_PERSON: '10' } })
    const hasty = hurried.privately('Lotte')
    await hasty.says('private:lotte', 'help')
    const [message] = hasty.messages()
    if (!message) throw new Error('no card')
    for (let presses = 0; presses < 12; presses++) {
      await hurried.room.client.press('lotte', message, { verb: 'open.show', data: { v: 1 }, inputs: {} })
      await hurried.settled()
    }
    expect(readAs(message, 'lotte')).toContain('Zo snel kan ik niet volgen.')
    outcomes.add('open.show tooFast')
    await hurried.stop()
  })

  it('was refused for every reason there is, each with its sentence', () => {
    const met = new Set([...outcomes].map((outcome) => outcome.split(' ')[1]))
    expect(whys.filter((why) => !met.has(why) && !ELSEWHERE.has(why))).toEqual([])
    expect([...met].filter((why) => why !== 'ok' && !whys.includes(why ?? ''))).toEqual([])
  })
})
