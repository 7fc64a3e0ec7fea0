import { describe, expect, it } from 'vitest'
import type { Platform } from '../../flows/ids.ts'
import { inboundMessage } from './inbound.ts'

const PLATFORM: Platform = { name: 'teams', tenant: 't', serviceUrl: 'https://smba.example' }
/** As Teams posts it: https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/channel-and-group-conversations */
const activity = (more: object) => ({
  type: 'message',
  id: '1700000000001',
  timestamp: '2026-11-23T09:00:00.000Z',
  channelId: 'msteams',
  serviceUrl: 'https://smba.example',
  from: { id: '29:lotte', name: 'Lotte', aadObjectId: 'aad-lotte', role: 'user' },
  conversation: { isGroup: true, conversationType: 'channel', id: '19:team@thread.tacv2;messageid=1700000000000' },
  recipient: { id: '28:bot', name: 'Quickscan' },
  channelData: { team: { id: '19:team@thread.tacv2' }, channel: { id: '19:team@thread.tacv2' }, tenant: { id: 't' } },
  entities: [{ type: 'mention', mentioned: { id: '28:bot', name: 'Quickscan' }, text: '<at>Quickscan</at>' }],
  ...more,
})
const said = (more: object) => inboundMessage(PLATFORM, activity(more))

describe('a message in Teams', () => {
  it.each([
    ['<at>Quickscan</at> status'],
    ['<at>Quickscan</at>&nbsp;status'],
    ['<p><at id="0">Quickscan</at>&nbsp;Status.</p>'],
    ['<AT>Quickscan</AT>\u00a0status\n'],
    ['status <at>Quickscan</at>'],
    ['<at>Quickscan</at> <at>Lotte</at> status'],
    ['<at>Quick\nscan</at> status'],
    ['<div><div><at>Quickscan</at> <b>status</b></div>\n</div>'],
    ['<blockquote itemid="1"><p>resultaat</p></blockquote><p><at>Quickscan</at> status</p>'],
    ['> resultaat\r\n\r\n<at>Quickscan</at> status'],
    ['<attachment id="1700"></attachment> <at>Quickscan</at> status'],
    ['<at>Quickscan</at>&#160;status&#33;'],
  ])('is read without what stands around it: %s', (text) => {
    expect(
      said({ text })
        ?.text.replace(/[\s\u00a0]+/g, ' ')
        .toLowerCase()
        .replace(/[.!]/g, '')
        .trim(),
    ).toBe('status')
  })

  it('keeps what people write themselves', () => {
    expect(said({ text: '<at>Quickscan</at> zoek a < b &amp; c' })?.text).toBe('zoek a < b & c')
    expect(said({ text: '<at>Quickscan</at> zoek &amp;nbsp;' })?.text).toBe('zoek &nbsp;')
    expect(said({ text: '> enkel een citaat' })?.text).toBe('> enkel een citaat')
  })

  it('says which thread it stands in, and the channel apart', () => {
    expect(said({ text: 'status' })?.place).toEqual({
      in: 'channel',
      conversation: '19:team@thread.tacv2',
      thread: '1700000000000',
    })
  })

  it('is heard from its HTML where it has no other text, and with a picture or a file, which nobody fetches', () => {
    const html = '<p><at>Quickscan</at>&nbsp;status</p><p><img src="https://kwaad.example/x.png"></p>'
    expect(said({ text: '', attachments: [{ contentType: 'text/html', content: html }] })).toMatchObject({
      text: 'status',
      attached: true,
    })
    const file = {
      contentType: 'application/vnd.microsoft.teams.file.download.info',
      content: { downloadUrl: 'https://x' },
    }
    expect(said({ text: 'plan', attachments: [file] })).toMatchObject({ text: 'plan', attached: true })
    expect(said({ text: null, attachments: [{ contentType: 'image/*', contentUrl: 'https://x' }] })).toMatchObject({
      text: '',
      attached: true,
    })
    expect(
      said({ text: 'plan', attachments: [{ contentType: 'text/html', content: '<p>plan</p>' }] }),
    ).not.toHaveProperty('attached')
  })

  it('of a bot is none of ours', () => {
    expect(said({ text: 'status', from: { id: '28:other', role: 'bot' } })).toBeUndefined()
  })
})
