import { describe, expect, it } from 'vitest'
import type { Platform } from '../../flows/ids.ts'
import { placeChanges } from './inbound.ts'

const PLATFORM: Platform = { name: 'teams', tenant: 't', serviceUrl: 'https://service' }
const [CHANNEL, TEAM] = ['19:kanaal@thread.tacv2', '19:ploeg@thread.tacv2']
const whole = {
  id: 'f:1',
  type: 'conversationUpdate',
  from: { id: '29:lotte' },
  recipient: { id: '28:bot' },
  conversation: { id: TEAM, conversationType: 'channel' },
}
const told = (channelData: object, more: object = {}) => placeChanges(PLATFORM, { ...whole, ...more, channelData })
const common = { id: 'f:1', platform: PLATFORM }

/** https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/subscribe-to-conversation-events */
describe('what Teams tells of channels, teams and people', () => {
  it.each([
    ['channelDeleted', 'gone'],
    ['channelRestored', 'back'],
  ])('%s: that channel is %s', (eventType, what) => {
    const data = { eventType, team: { id: TEAM }, channel: { id: CHANNEL, name: 'Kanaal' } }
    expect(told(data)).toEqual([{ ...common, what, channel: CHANNEL }])
  })

  it.each([
    ['teamArchived', 'archived'],
    ['teamUnarchived', 'back'],
    ['teamRestored', 'back'],
    ['teamDeleted', 'gone'],
    ['teamHardDeleted', 'gone'],
  ])('%s: all its channels are %s', (eventType, what) => {
    expect(told({ eventType, team: { id: TEAM } })).toEqual([{ ...common, what, group: TEAM }])
  })

  it.each(['channelRenamed', 'teamRenamed', 'channelCreated', 'whatever'])('%s: nothing', (eventType) => {
    expect(told({ eventType, team: { id: TEAM }, channel: { id: CHANNEL } })).toEqual([])
  })

  it('is who left: the team, one private channel of it, or a group chat; never the bot itself', () => {
    const gone = { membersRemoved: [{ id: '29:joris' }, { id: '28:bot' }] }
    const joris = { ...common, what: 'left', person: '29:joris' }
    const team = { team: { id: TEAM } }
    expect(told({ eventType: 'teamMemberRemoved', ...team }, gone)).toEqual([{ ...joris, group: TEAM }])
    const ofOne = { eventType: 'channelMemberRemoved', ...team, channel: { id: CHANNEL } }
    expect(told(ofOne, gone)).toEqual([{ ...joris, channel: CHANNEL }])
    expect(told({}, gone)).toEqual([{ ...joris, channel: TEAM }])
  })

  it('is nothing where it is broken', () => {
    expect(placeChanges(PLATFORM, { type: 'conversationUpdate' })).toEqual([])
  })
})
