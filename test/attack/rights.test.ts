import { describe, expect, it } from 'vitest'
import { keyRingEncryption } from '../../src/store/encryption.ts'
import { openedIn } from '../keptIn.ts'
import { takesAlong } from '../ownData.ts'
import type { Team } from '../practiceTeam.ts'
import { stage } from '../stages.ts'

const SIX = ['Lotte', 'Samir', 'Fatima', 'Joris', 'Anke', 'Wout']
const secret = Buffer.alloc(32, 9)
const KEYS = `practice:${secret.toString('base64')}`
const environment = { DATA_KEYS: KEYS }
const encryption = keyRingEncryption([{ id: 'practice', secret }])

/** Everything that is kept, opened: kind by kind, effects too. */
const kept = async (team: Team): Promise<readonly { readonly kind: string; readonly text: string }[]> =>
  [...(await openedIn(team, encryption))].map(([place, text]) => ({ kind: place.split('/')[0] ?? '', text }))
const kindsWith = async (team: Team, text: string): Promise<string[]> => [
  ...new Set((await kept(team)).filter((one) => one.text.includes(text)).map(({ kind }) => kind)),
]

const erases = async (team: Team, name: string): Promise<void> => {
  const one = team.privately(name)
  await one.says(`private:${name.toLowerCase()}`, 'mijn gegevens')
  await one.presses('Alles van mij wissen')
  await one.presses('Ja, alles wissen')
  await team.later('PT5S')
}
const marks = (what: string, count: number): string[] =>
  Array.from({ length: count }, (_, at) => `MERK-${what}-${at + 1}.`)

/** Lotte, who steers, writes in every field of a scan: a remark per block, a role where it is asked. */
const scanned = async (team: Team): Promise<void> => {
  await team.starts('MERK-titel')
  for (const name of SIX.slice(1, 4)) await team.answersBlock1(name, 'orange', '')
  const lotte = team.privately('Lotte')
  await lotte.does('sheet.next')
  const remarks = marks('opmerking', 7)
  for (const { id, block } of team.running.voice.kit.elements) {
    await lotte.picks(id, 'red')
    const last = team.running.voice.kit.blocks.find((one) => one.id === block)?.elements.at(-1)
    if (last?.id === id) await lotte.does('sheet.remark', { text: remarks[Number(block) - 1] ?? '' })
  }
  await lotte.does('sheet.handIn')
}
/** … then in every field of her stars. */
const starred = async (team: Team): Promise<void> => {
  await team.closes()
  await team.later('PT5S')
  const lotte = team.privately('Lotte')
  const talk = team.channel.withText('Bespreek dit samen')
  await lotte.pressesIn(talk, 'Nu starten')
  await lotte.pressesIn(talk, 'Volgende')
  await lotte.pressesIn(talk, 'Noteren')
  await lotte.presses('Noteren', { text: 'MERK-notitie' })
  await lotte.presses('We hebben het besproken')
  for (const name of SIX.slice(1, 4)) await team.privately(name).does('ballot.cast', { 'stars.1': '5', 'stars.2': '4' })
  const given = marks('reden', 7).flatMap((reason, at) => [
    [`stars.${at + 1}`, '5'],
    [`reasons.${at + 1}`, reason],
  ])
  await lotte.presses('Zeggen waarom')
  await lotte.does('ballot.cast', Object.fromEntries(given))
}
const ACTION = { what: 'wat', goal: 'doel', owner: 'wie', means: 'middelen', indicator: 'maat', remarks: 'nota' }
/** … then what the team decided, and the plan, and how it fares. */
const planned = async (team: Team): Promise<void> => {
  const lotte = team.privately('Lotte')
  await lotte.presses('Sterren afsluiten')
  await lotte.presses('Ja, afsluiten')
  await lotte.presses('Bevestigen', { reason: 'MERK-keuze' })
  await team.later('PT5S')
  await lotte.does('direction.save', { text: 'MERK-richting' })
  await lotte.pressesIn(team.channel.withText('Hier werken jullie aan'), 'Ideeën voor acties')
  await lotte.pressesIn(team.channel.withText('Hier werken jullie aan'), 'Actie toevoegen')
  const written = Object.fromEntries(Object.entries(ACTION).map(([field, word]) => [field, `MERK-${word}`]))
  await lotte.does('action.form', { more: 'true', ...written, people: team.id('lotte'), followUp: '2026-12-04' })
  await lotte.does('action.save', { ...written, people: team.id('lotte'), followUp: '2026-12-04' })
  await team.later('P12D')
  await lotte.presses('Meer')
  await lotte.does('evaluation.report', { outcome: 'onTrack', value: 'MERK-waarde', note: 'MERK-terugblik' })
  await team.later('PT5S')
}

const hasScanned = stage(SIX, scanned, { environment })
const hasStarred = hasScanned.followedBy(starred)

describe('privacy.5.6 everything someone wrote', () => {
  it.each([
    ['in a scan', hasScanned, [...marks('opmerking', 7), 'MERK-titel'], 'MERK-opmerking'],
    ['beside her stars', hasStarred, marks('reden', 7), 'MERK-reden'],
  ] as const)('%s is in her export, and nowhere once she erased it', (_where, story, written, hers) =>
    story.play(async (team) => {
      const all = await takesAlong(team, 'Lotte')
      for (const mark of written) expect(all).toContain(mark)
      await erases(team, 'Lotte')
      expect(await kindsWith(team, hers)).toEqual([])
    }),
  )

  it('and her answers: each in her export, and none once she erased them', () =>
    hasScanned.play(async (team) => {
      expect((await takesAlong(team, 'Lotte')).match(/"red"/g)).toHaveLength(42)
      await erases(team, 'Lotte')
      expect((await kept(team)).filter(({ kind, text }) => kind === 'sheet' && text.includes('"red"'))).toEqual([])
    }))

  it('and the address of her calendar: that it is there is in her export, itself nowhere, and all of it gone once she erased it', () =>
    hasScanned.play(async (team) => {
      const lotte = team.privately('Lotte')
      await lotte.says('private:lotte', 'agenda')
      await lotte.presses('Abonneren')
      const [, address = ''] = /calendar\/([\w-]{32})\.ics/.exec(lotte.reads('agenda-adres')) ?? []
      expect(address).not.toBe('')
      expect(await kindsWith(team, address)).toEqual([])
      expect((await kept(team)).some(({ kind }) => kind === 'subscription')).toBe(true)
      expect(await takesAlong(team, 'Lotte')).toContain('calendarFollowedSince')
      await erases(team, 'Lotte')
      expect((await kept(team)).filter(({ kind }) => kind === 'subscription')).toEqual([])
    }))

  it('in a plan is in her export; what the team decided stays the team’s, and says no more that it was hers', () =>
    hasStarred.play(async (team) => {
      await planned(team)
      const all = await takesAlong(team, 'Lotte')
      const plan = [...Object.values(ACTION), 'waarde', 'terugblik', 'keuze', 'richting', 'titel']
      for (const word of plan) expect(all, word).toContain(`MERK-${word}`)
      expect(all).toContain(team.alias('lotte'))
      // What was noted in the talk is the team's from the start: whose words they were isn't kept anywhere.
      expect(all).not.toContain('MERK-notitie')
      const [, talked] =
        (await kept(team)).find(({ text }) => text.includes('MERK-notitie'))?.text.split('MERK-notitie') ?? []
      expect(talked?.split('}')[0]).not.toContain(team.id('lotte'))
      await erases(team, 'Lotte')
      expect((await kindsWith(team, 'MERK-')).toSorted()).toEqual(['action', 'round'])
      const actions = (await kept(team)).filter(({ kind }) => kind === 'action')
      for (const { text } of actions) expect(JSON.parse(text).state.owners).toEqual([])
      expect(await takesAlong(team, 'Lotte')).not.toContain('MERK-')
    }))
})
