import { describe, it } from 'vitest'
import { deciderSpecification, NOW, PLATFORM } from '../../../test/deciderSpecification.ts'
import { decideApartFromTerm } from '../../../test/given/channelApartFromTerm.ts'
import type { CardRef } from '../refs.ts'
import type { ChannelEvent, ChannelWish } from './channel.ts'
import type { Channel } from './state.ts'

const here = { platform: PLATFORM, channel: '19:team' } as const
const { given, expectSafeIds } = deciderSpecification<Channel, ChannelEvent>((channel, event, now) =>
  decideApartFromTerm(here, channel, event, now),
)

const LOTTE = '29:lotte'
const channelWith = (part: Partial<Channel>): Channel => ({ ...here, open: undefined, ended: [], heard: [], ...part })
const running = channelWith({ open: 'r2', ended: ['r1'], language: 'nl' })
const between = channelWith({ ended: ['r0', 'r1'], language: 'nl' })

const mentioned = (wish: ChannelWish, event = 'e'): ChannelEvent => ({ type: 'mentioned', event, wish })
const inChannel = { in: 'channel', ...here } as const
const toLotte = { in: 'private', platform: PLATFORM, person: LOTTE } as const
const welcome = { screen: 'welcome', ...here } as const

const plan = { screen: 'plan', platform: PLATFORM, channel: '19:team' } as const
const message = (id: string) => ({ platform: PLATFORM, conversation: '19:team', message: id })

const ZONE = 'Europe/Brussels'
const place = { team: 'hash', zone: ZONE, earlier: ['b'] } as const
const added = (action: string) => ({ type: 'actionAdded', action, ...place }) as const

const result = { screen: 'result', round: 'r1' } as const

describe('who calls the bot in a channel', () => {
  const block = { show: 'block', block: '3', language: 'en' } as const
  const library = { show: 'library', found: ['5.2'], language: 'nl' } as const

  it.each([
    ['how things stand', 'a channel that is new', undefined, { show: 'status' }, welcome],
    ['how things stand', 'a channel between rounds', between, { show: 'status' }, { screen: 'standing', round: 'r1' }],
    ['to begin', 'a channel between rounds', between, { show: 'start' }, welcome],
    ['to begin', 'a channel in a round', running, { show: 'start' }, { screen: 'progress', round: 'r2' }],
    [
      'the priorities',
      'a channel between rounds',
      between,
      { show: 'priorities' },
      { screen: 'standing', round: 'r1' },
    ],
    ['the priorities', 'a channel in a round', running, { show: 'priorities' }, { screen: 'progress', round: 'r2' }],
    ['the priorities', 'a channel that is new', undefined, { show: 'priorities' }, welcome],
    ['how things stand', 'a channel in a round', running, { show: 'status' }, { screen: 'progress', round: 'r2' }],
    ['the result', 'a channel that is new', undefined, { show: 'result' }, welcome],
    ['the result', 'a channel between rounds', between, { show: 'result' }, { screen: 'result', round: 'r1' }],
    ['the stars', 'a channel in a round', running, { show: 'stars' }, { screen: 'stars', round: 'r2' }],
    ['the plan', 'a channel in a round', running, { show: 'plan' }, plan],
    ['the plan', 'a channel between rounds', between, { show: 'plan' }, plan],
    ['a block', 'any channel', running, block, { screen: 'block', block: '3', language: 'en' }],
    ['the library', 'any channel', between, library, { screen: 'library', found: ['5.2'], language: 'nl' }],
  ] as const)('and asks for %s in %s, sees it there', (_what, _where, channel, wish, post) => {
    const heard = { heard: ['e'] }
    given(channel)
      .when(mentioned(wish))
      .thenChanged(channel ? heard : channelWith(heard), { id: 'post/e', due: NOW, post, to: inChannel })
  })

  it('is answered once, however often the platform delivers it', () => {
    given(undefined, mentioned({ show: 'status' }))
      .when(mentioned({ show: 'status' }))
      .thenUnchanged()
  })

  it('is answered through the service the channel is reached by now', () => {
    given(channelWith({ platform: { ...PLATFORM, serviceUrl: 'https://before' } }))
      .when(mentioned({ show: 'status' }))
      .thenChanged({ platform: PLATFORM, heard: ['e'] }, { id: 'post/e', due: NOW, post: welcome, to: inChannel })
  })

  it('is remembered for fifty calls', () => {
    const calls = Array.from({ length: 50 }, (_, at) => `e${at}`)
    given(channelWith({ heard: calls }))
      .when(mentioned({ show: 'status' }, 'e50'))
      .thenChanged({ heard: [...calls.slice(1), 'e50'] }, { id: 'post/e50', due: NOW, post: welcome, to: inChannel })
  })
})

describe('who asks for a form in a channel', () => {
  const formAsked = { type: 'formAsked', event: 'e', person: LOTTE } as const
  const actionFormAsked = { type: 'actionFormAsked', event: 'e', person: LOTTE, round: 'r1', action: 'a' } as const

  it('to start a round gets it privately, once', () => {
    given(between)
      .when(formAsked)
      .thenChanged(
        { heard: ['e'] },
        { id: 'post/e', due: NOW, post: { screen: 'roundForm', ...here, person: LOTTE }, to: toLotte },
      )
    given(between, formAsked).when(formAsked).thenUnchanged()
  })

  it('to start a round is refused while one is open', () => {
    given(running).when(formAsked).thenRefused('roundOpen')
  })

  it.each(['a', undefined])('to write action %s gets it privately, once, also while a round is open', (action) => {
    const asked: ChannelEvent = { ...actionFormAsked, action }
    const post = {
      screen: 'actionForm',
      platform: PLATFORM,
      round: 'r1',
      action,
      person: LOTTE,
      channel: '19:team',
      block: undefined,
    } as const
    given(running)
      .when(asked)
      .thenChanged({ heard: ['e'] }, { id: 'post/e', due: NOW, post, to: toLotte })
    given(running, asked).when(asked).thenUnchanged()
  })

  it('to write an action from a draft gets it privately with that draft', () => {
    const asked: ChannelEvent = { ...actionFormAsked, action: undefined, draft: '4.2' }
    const filled = {
      screen: 'actionForm',
      platform: PLATFORM,
      round: 'r1',
      action: undefined,
      channel: '19:team',
    } as const
    given(between)
      .when(asked)
      .thenChanged(
        { heard: ['e'] },
        { id: 'post/e', due: NOW, post: { ...filled, draft: '4.2', person: LOTTE }, to: toLotte },
      )
  })

  it('for ideas gets them privately, once, also while a round is open', () => {
    const asked = { type: 'suggestionsAsked', event: 'e', person: LOTTE, round: 'r1', block: '4' } as const
    const post = { screen: 'suggestions', platform: PLATFORM, round: 'r1', block: '4', person: LOTTE } as const
    given(running)
      .when(asked)
      .thenChanged({ heard: ['e'] }, { id: 'post/e', due: NOW, post, to: toLotte })
    given(running, asked).when(asked).thenUnchanged()
  })

  it('to write an action while the team talks gets the short one, about the block that is talked about', () => {
    const short = { quick: true, block: '2' } as const
    const post = {
      screen: 'actionForm',
      platform: PLATFORM,
      round: 'r1',
      action: 'a',
      person: LOTTE,
      channel: '19:team',
      ...short,
    } as const
    given(running)
      .when({ ...actionFormAsked, ...short })
      .thenChanged({ heard: ['e'] }, { id: 'post/e', due: NOW, post, to: toLotte })
  })

  it.each(['talkNote', 'talkPlan'] as const)('for the talk gets %s privately, once', (form) => {
    const asked = { type: 'talkFormAsked', event: 'e', person: LOTTE, round: 'r1', form, page: 2 } as const
    const post = { screen: form, platform: PLATFORM, round: 'r1', person: LOTTE, page: 2 } as const
    given(between)
      .when(asked)
      .thenChanged({ heard: ['e'] }, { id: 'post/e', due: NOW, post, to: toLotte })
    given(between, asked).when(asked).thenUnchanged()
  })
})

describe('a channel', () => {
  const startAsked = (round: string) => ({ type: 'startAsked', round, language: 'en' }) as const
  const started = { id: 'startConfirmed/r3', due: NOW, tell: { type: 'startConfirmed', round: 'r3' } } as const

  it('starts its first round', () => {
    given(undefined)
      .when(startAsked('r3'))
      .thenChanged(channelWith({ open: 'r3', language: 'en' }), started)
  })

  it('starts another when the one before has ended, in the language it was asked in', () => {
    given(running, { type: 'roundEnded', round: 'r2' })
      .when(startAsked('r3'))
      .thenChanged({ open: 'r3', language: 'en' }, started)
  })

  it('has one open round at most', () => {
    given(running).when(startAsked('r3')).thenRefused('roundOpen')
  })

  it('starts no round twice: not the one that is open, nor one that has ended', () => {
    given(running).when(startAsked('r2')).thenUnchanged()
    given(running).when(startAsked('r1')).thenUnchanged()
    given(between).when(startAsked('r1')).thenUnchanged()
  })

  it('is free again when its round ends, and only then', () => {
    given(running)
      .when({ type: 'roundEnded', round: 'r2' })
      .thenChanged({ open: undefined, ended: ['r1', 'r2'] })
    given(running).when({ type: 'roundEnded', round: 'r1' }).thenUnchanged()
    given(undefined).when({ type: 'roundEnded', round: 'r1' }).thenUnchanged()
  })

  it('shows the plan from its first action on, which has the actions of its earlier rounds too', () => {
    given(between)
      .when(added('a'))
      .thenChanged({ actions: ['b', 'a'] }, { id: 'post/plan/hash', due: NOW + 30_000, post: plan, to: inChannel })
    given(channelWith({ actions: ['b'], planCards: [message('m')] }))
      .when(added('a'))
      .thenChanged({ actions: ['b', 'a'] }, { id: 'edit/plan/hash', due: NOW + 30_000, edit: plan, message: 'own' })
  })

  it('adds an action once, however often it is told', () => {
    given(channelWith({ actions: ['a'] }))
      .when(added('a'))
      .thenUnchanged()
  })

  it('follows the last five cards of its plan', () => {
    const planCards = ['1', '2', '3', '4', '5'].map(message)
    given(channelWith({ planCards }))
      .when({ type: 'planPosted', message: message('6') })
      .thenChanged({ planCards: [...planCards.slice(1), message('6')] })
  })

  it('that the app is taken out of tells its open round', () => {
    const gone = { type: 'channelGone', team: 'hash' } as const
    given(running)
      .when(gone)
      .thenChanged({ removedAt: NOW }, { id: 'botRemoved/r2', due: NOW, tell: { type: 'botRemoved', round: 'r2' } })
    given(between).when(gone).thenChanged({ removedAt: NOW })
    given(between, gone).when(gone).thenUnchanged()
    given(undefined).when(gone).thenUnchanged()
  })

  it('names nobody in an effect’s id, and gives the same id to the same event', () => {
    expectSafeIds([undefined, running, between], {
      mentioned: { type: 'mentioned', event: 'e', wish: { show: 'status' } },
      formAsked: { type: 'formAsked', event: 'e', person: LOTTE },
      actionFormAsked: { type: 'actionFormAsked', event: 'e', person: LOTTE, round: 'r1', action: 'a' },
      suggestionsAsked: { type: 'suggestionsAsked', event: 'e', person: LOTTE, round: 'r1', block: '4' },
      talkFormAsked: { type: 'talkFormAsked', event: 'e', person: LOTTE, round: 'r1', form: 'talkNote', page: 2 },
      startAsked: startAsked('r3'),
      roundEnded: { type: 'roundEnded', round: 'r2' },
      channelGone: { type: 'channelGone', team: 'hash' },
      channelForgotten: { type: 'channelForgotten', team: 'hash', rounds: [], actions: [] },
      actionAdded: added('a'),
      planChanged: { type: 'planChanged', ...place, rows: [], gone: [] },
      digestDue: { type: 'digestDue', team: 'hash', zone: ZONE, date: '2026-12-01' },
      digestSet: { type: 'digestSet', team: 'hash', zone: ZONE, on: false },
      settingsChosen: {
        type: 'settingsChosen',
        team: 'hash',
        zone: ZONE,
        settings: { language: 'nl', zone: ZONE, rest: undefined, digest: true, kept: 36 },
      },
      planPosted: { type: 'planPosted', message: message('m') },
      postRefused: { type: 'postRefused', team: 'hash', id: 'post/result/r1', card: result, trouble: 'archived' },
      channelArchived: { type: 'channelArchived', team: 'hash' },
      channelTried: { type: 'channelTried', team: 'hash' },
      arrived: { type: 'arrived', team: 'hash', zone: ZONE, from: between },
      movedTo: { type: 'movedTo', to: '19:nieuw' },
    })
  })
})

describe('a channel that takes no posts', () => {
  const refused = (id: string, card: CardRef = result): ChannelEvent => ({
    type: 'postRefused',
    team: 'hash',
    id,
    card,
    trouble: 'archived',
  })
  const talk = { screen: 'talk', round: 'r1' } as const
  const kept = { trouble: 'archived', since: NOW, tries: 0, trying: [] } as const
  const tries = (due: number) => ({ id: 'channelTried/hash', due, tell: { type: 'channelTried', ...here } }) as const
  const told = {
    id: 'channelRefused/r1',
    due: NOW,
    tell: { type: 'channelRefused', round: 'r1', trouble: 'archived', since: NOW },
  } as const
  const HOUR = 3_600_000

  it('has what it didn’t take kept and tried again, and its round hears of it once', () => {
    const first = { id: 'post/result/r1', card: result }
    given(between)
      .when(refused('post/result/r1'))
      .thenChanged({ unposted: { ...kept, posts: [first] } }, tries(NOW + HOUR), told)
    given(between, refused('post/result/r1')).when(refused('post/result/r1')).thenUnchanged()
    given(between, refused('post/result/r1'))
      .when(refused('post/talk/r1', talk))
      .thenChanged({ unposted: { ...kept, posts: [first, { id: 'post/talk/r1', card: talk }] } }, tries(NOW + HOUR))
    given(undefined).when(refused('post/result/r1')).thenUnchanged()
  })

  it('tells the round again of each thing the team waits for, and not of what is refused once more', () => {
    const ranking = { screen: 'ranking', round: 'r1' } as const
    const posts = [{ id: 'post/talk/r1', card: talk }]
    given(channelWith({ ...between, unposted: { ...kept, posts } }))
      .when(refused('post/ranking/r1', ranking))
      .thenChanged(
        { unposted: { ...kept, posts: [...posts, { id: 'post/ranking/r1', card: ranking }] } },
        tries(NOW + HOUR),
        told,
      )
    const trying = channelWith({ ...between, unposted: { ...kept, tries: 2, posts: [], trying: ['post/result/r1'] } })
    given(trying)
      .when(refused('post/result/r1'))
      .thenChanged(
        {
          unposted: { ...kept, tries: 2, posts: [{ id: 'post/result/r1', card: result }], trying: ['post/result/r1'] },
        },
        tries(NOW + 4 * HOUR),
      )
  })

  it('is posted in, in the same order, when it is tried again', () => {
    const posts = [
      { id: 'post/result/r1', card: result },
      { id: 'post/talk/r1', card: talk },
    ]
    const waits = channelWith({ ...between, unposted: { ...kept, posts } })
    const again = { type: 'channelTried', team: 'hash' } as const
    given(waits)
      .when(again)
      .thenChanged(
        { unposted: { ...kept, tries: 1, posts: [], trying: ['post/result/r1', 'post/talk/r1'] } },
        { id: 'post/result/r1', due: NOW, post: result, to: inChannel },
        { id: 'post/talk/r1', due: NOW + 2000, post: talk, to: inChannel },
      )
    given(between).when(again).thenUnchanged()
  })

  it('is forgotten once nothing waits for it, and its round hears that it is back', () => {
    const back = { id: 'channelBack/r1', due: NOW, tell: { type: 'channelBack', round: 'r1' } } as const
    given(between, { type: 'channelArchived', team: 'hash' })
      .when({ type: 'channelTried', team: 'hash' })
      .thenChanged({ unposted: undefined }, back)
    const waits = channelWith({ ...between, unposted: { ...kept, posts: [{ id: 'post/result/r1', card: result }] } })
    given(waits)
      .when({ type: 'channelTried', team: 'hash', taken: 'post/result/r1' })
      .thenChanged({ unposted: undefined }, back)
  })

  it('is told of as soon as the platform says that it is archived', () => {
    given(between)
      .when({ type: 'channelArchived', team: 'hash' })
      .thenChanged({ unposted: { ...kept, posts: [] } }, told)
    given(between, { type: 'channelArchived', team: 'hash' })
      .when({ type: 'channelArchived', team: 'hash' })
      .thenUnchanged()
  })
})

describe('a channel that goes on elsewhere', () => {
  const row = { action: 'a', block: '1', state: 'running', version: 3 } as const
  const from = channelWith({ open: 'r2', ended: ['r1'], actions: ['a'], planRows: [row], zone: ZONE, language: 'nl' })
  const arrived = { type: 'arrived', team: 'hash', zone: ZONE, from } as const

  it('brings its rounds, its plan and its settings, once', () => {
    given(undefined)
      .when(arrived)
      .thenChanged(
        {
          ...here,
          heard: [],
          open: 'r2',
          ended: ['r1'],
          actions: ['a'],
          planRows: [row],
          zone: ZONE,
          language: 'nl',
          digest: { next: '2027-01-04', last: '2026-11-23' },
        },
        {
          id: 'digest/hash',
          due: Date.parse('2027-01-04T09:30:00+01:00'),
          tell: { type: 'digestDue', ...here, date: '2027-01-04' },
        },
      )
    given(undefined, arrived).when(arrived).thenUnchanged()
  })

  it('is there again where it comes to, though the app was taken out of where it was', () => {
    const gone: Channel = { ...from, removedAt: NOW, used: { at: NOW, effect: 'old' } }
    given(undefined, { ...arrived, from: gone })
      .when({ ...arrived, from })
      .thenUnchanged()
    given(undefined, { ...arrived, from: gone })
      .when({ type: 'channelGone', team: 'hash' })
      .thenChanged({ removedAt: NOW }, { id: 'botRemoved/r2', due: NOW, tell: { type: 'botRemoved', round: 'r2' } })
  })

  it('isn’t taken along to where another round runs', () => {
    given(channelWith({ open: 'r9' }))
      .when(arrived)
      .thenRefused('roundOpen')
  })

  it('leaves no plan to be read where it went from, which nobody would empty', () => {
    const message = { platform: here.platform, conversation: here.channel, message: 'm' }
    const card = { screen: 'erased', what: 'movedPlan', months: 12, language: 'nl' } as const
    given(channelWith({ ended: ['r1'], planCards: [message], language: 'nl', keptMonths: 12 }))
      .when({ type: 'movedTo', to: '19:nieuw' })
      .thenChanged(
        { planCards: undefined, language: undefined, ended: [], moved: { to: '19:nieuw' } },
        { id: 'channelMoved/r1', due: NOW, tell: { type: 'channelMoved', round: 'r1', channel: '19:nieuw' } },
        { id: 'edit/erased/r1/m', due: NOW, edit: card, message },
      )
  })

  it('leaves behind only where it went, and tells its rounds and actions', () => {
    const to = { channel: '19:nieuw' } as const
    const EMPTIED = { actions: undefined, planRows: undefined, zone: undefined, language: undefined }
    given(from)
      .when({ type: 'movedTo', to: '19:nieuw' })
      .thenChanged(
        { ...EMPTIED, open: undefined, ended: [], moved: { to: '19:nieuw' } },
        { id: 'channelMoved/r1', due: NOW, tell: { type: 'channelMoved', round: 'r1', ...to } },
        { id: 'channelMoved/r2', due: NOW, tell: { type: 'channelMoved', round: 'r2', ...to } },
        { id: 'actionMoved/a', due: NOW, tell: { type: 'actionMoved', action: 'a', ...to } },
      )
    given(from, { type: 'movedTo', to: '19:nieuw' }).when({ type: 'movedTo', to: '19:nieuw' }).thenUnchanged()
    given(undefined).when({ type: 'movedTo', to: '19:nieuw' }).thenUnchanged()
  })
})
