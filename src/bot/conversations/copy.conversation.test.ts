import { describe, expect, it } from 'vitest'
import { readAs } from '../../../test/practiceTeam.ts'
import { SIX, stage } from '../../../test/stages.ts'

/** Two of five asked for a copy, and have it. */
const copied = stage(SIX, async (team) => {
  await team.starts('Online werken')
  for (const name of SIX.slice(0, 5)) await team.answersBlock1(name, 'orange', `MERK-${name}`)
  for (const name of ['Samir', 'Fatima']) {
    await team.privately(name).does('sheet.review')
    await team.privately(name).does('sheet.handIn', { wantsCopy: 'true' })
  }
  await team.closes()
  await team.later('PT5S')
})

describe('privacy.5.15 the copy of one’s own answers', () => {
  it('is taken off its message when she says so, for her and on the platform, and nobody else’s with it', () =>
    copied.play(async (team) => {
      const [samir, fatima] = [team.privately('Samir'), team.privately('Fatima')]
      const [own, other] = [samir, fatima].map((one) =>
        one.messages().find((message) => JSON.stringify(message.card).includes('MERK-')),
      )
      if (!own || !other) throw new Error('no copy')
      expect(readAs(own, 'samir')).toContain('Wis deze kopie')
      await samir.pressesIn(own, 'Wis deze kopie')
      await team.settled()
      expect(readAs(own, 'samir')).toContain('Kopie gewist')
      // Not in what she sees alone: in the message as the platform has it.
      expect(JSON.stringify(own.card)).not.toMatch(/MERK-|🟠/u)
      expect(JSON.stringify(other.card)).toContain('MERK-Fatima')
    }))

  it('stays when another presses what would take it off', () =>
    copied.play(async (team) => {
      const own = team
        .privately('Samir')
        .messages()
        .find((message) => JSON.stringify(message.card).includes('MERK-'))
      if (!own) throw new Error('no copy')
      // Someone else's press, in her own chat: it reaches no message of Samir's.
      await team
        .privately('Fatima')
        .does('copy.erase', {})
        .catch(() => undefined)
      await team.settled()
      expect(JSON.stringify(own.card)).toContain('MERK-Samir')
    }))
})
