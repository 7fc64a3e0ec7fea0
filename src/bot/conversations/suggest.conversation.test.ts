import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { keptIn } from '../../../test/keptIn.ts'
import { carriedIn, readAs, type Team } from '../../../test/practiceTeam.ts'
import { at } from '../../../test/stages.ts'
import { pressablesOf } from '../../practice/cardReading.ts'
import type { Message } from '../../practice/world.ts'
import { seenBy } from '../../practice/world.ts'
import { openSqliteRawRows } from '../../store/sqlite/rawRows.ts'

/** A team that chose blocks 1 and 4. */
const prioritised = at('planned')
const priorities = (team: Team): Message => team.channel.withText('Hier werken jullie aan')
const ideas = 'Ideeën voor acties'

/** Where the ideas came: in private in Teams, in Slack below the channel's card for the presser alone. */
const ideasOf = (team: Team, name: string): Message => {
  const id = name.toLowerCase()
  const found = team.room.world.messages.findLast((message) =>
    pressablesOf(seenBy(message, id) ?? {}).some(({ label }) => label === 'Invullen'),
  )
  if (!found) throw new Error(`${name} has no ideas`)
  return found
}
const labels = (message: Message, name: string): string[] =>
  pressablesOf(seenBy(message, name.toLowerCase()) ?? {}).map(({ label }) => label)

describe('ideas for actions', () => {
  it('go from the priorities to a saved action in three presses, with what is weakest in the result first', () =>
    prioritised.play(async (team) => {
      const samir = team.privately('Samir')
      await samir.pressesIn(priorities(team), ideas)
      const shown = ideasOf(team, 'Samir')
      expect(readAs(shown, 'samir')).toContain('Ideeën bij Strategie')
      // Red in this team's result; the even ones are orange.
      const drafts = ['1.1', '1.3', '1.5'].flatMap((id) => team.running.voice.suggestions()[id] ?? [])
      for (const { title, goal, indicator } of drafts)
        for (const said of [title, goal, indicator]) expect(readAs(shown, 'samir')).toContain(said)
      expect(labels(shown, 'Samir').filter((label) => label === 'Invullen')).toHaveLength(drafts.length)
      await samir.pressesIn(shown, 'Invullen')
      await samir.presses('Bewaren', { people: team.id('samir'), followUp: '2026-12-04' })
      expect(team.channel.reads()).toContain('1 Strategie')
      for (const said of Object.values(drafts[0] ?? {})) expect(team.channel.reads()).toContain(said)
      expect(labels(team.channel.newest(), 'Samir')).toContain('Aanpassen')
    }))

  it('for another priority take one press more, and the action is of that block', () =>
    prioritised.play(async (team) => {
      const samir = team.privately('Samir')
      await samir.pressesIn(priorities(team), ideas)
      await samir.pressesIn(ideasOf(team, 'Samir'), 'Ideeën: Beeldvorming')
      await samir.pressesIn(ideasOf(team, 'Samir'), 'Invullen')
      await samir.presses('Bewaren', { people: team.id('samir'), followUp: '2026-12-04' })
      expect(team.channel.reads()).toContain('4 Beeldvorming')
    }))

  it('page through all of the block’s, three at a time, and begin again', () =>
    prioritised.play(async (team) => {
      const samir = team.privately('Samir')
      await samir.pressesIn(priorities(team), ideas)
      const titles = (block: string): string[] =>
        Object.entries(team.running.voice.suggestions())
          .filter(([id]) => id.startsWith(block))
          .map(([, { title }]) => title)
      const read = (): string[] =>
        titles('1.').filter((title) => readAs(ideasOf(team, 'Samir'), 'samir').includes(title))
      const first = read()
      await samir.pressesIn(ideasOf(team, 'Samir'), 'Andere ideeën')
      const second = read()
      await samir.pressesIn(ideasOf(team, 'Samir'), 'Andere ideeën')
      const third = read()
      expect([...first, ...second, ...third].toSorted()).toEqual(titles('1.').toSorted())
      expect([first.length, second.length, third.length]).toEqual([3, 3, 2])
      await samir.pressesIn(ideasOf(team, 'Samir'), 'Opnieuw de eerste ideeën')
      expect(read()).toEqual(first)
    }))

  it('leave nothing in the plan when nobody saves one: looked at, filled in and left', () =>
    prioritised.play(async (team) => {
      const samir = team.privately('Samir')
      const actions = async (): Promise<number> => {
        const kept = await keptIn(openSqliteRawRows(join(team.folder, 'quickscan.db'), 'maintenance'))
        return [...kept.keys()].filter((key) => key.startsWith('action/')).length
      }
      await samir.pressesIn(priorities(team), ideas)
      await samir.pressesIn(ideasOf(team, 'Samir'), 'Invullen')
      await team.later('P1D')
      expect(await actions()).toBe(0)
      await samir.presses('Bewaren', { people: team.id('samir'), followUp: '2026-12-04' })
      expect(await actions()).toBe(1)
    }))

  it('can be changed before they are saved, and what was changed is what counts', () =>
    prioritised.play(async (team) => {
      const samir = team.privately('Samir')
      await samir.pressesIn(priorities(team), ideas)
      await samir.pressesIn(ideasOf(team, 'Samir'), 'Invullen')
      const goal = 'Onze eigen woorden.'
      await samir.presses('Bewaren', { what: '', goal, people: team.id('samir'), followUp: '2026-12-04' })
      expect(samir.reads()).toContain('Zeg in een paar woorden')
      await samir.presses('Bewaren', { what: 'Anders', goal, people: team.id('samir'), followUp: '2026-12-04' })
      expect(team.channel.reads()).toContain('Anders')
      expect(team.channel.reads()).toContain(goal)
    }))

  it('open the form from any button with a draft of the kit, and from none with another', () =>
    prioritised.play(async (team) => {
      const card = priorities(team)
      const press = async (draft: string): Promise<void> => {
        const data = { v: 1, round: carriedIn(card.card, 'round'), draft }
        await team.room.client.press('samir', card, { verb: 'action.form', data, inputs: {} })
        await team.settled()
      }
      const samir = team.privately('Samir')
      await press('4.9')
      expect(samir.messages().filter((message) => readAs(message, 'samir').includes('Wie neemt dit op?'))).toEqual([])
      await press('4.2')
      expect(samir.reads('Wie neemt dit op?')).toContain(team.running.voice.suggestions()['4.2']?.title)
    }))

  it('stand on the coordinator’s card per priority once all directions are saved, and lead back to it', () =>
    prioritised.play(async (team) => {
      const lotte = team.privately('Lotte')
      expect(lotte.reads('over zes maanden')).not.toContain('Per prioriteit heb ik ideeën klaar')
      for (const text of ['Iedereen weet waarom.', 'We weten wat er leeft.'])
        await lotte.presses('Richting bewaren', { text })
      expect(lotte.reads()).toContain('Per prioriteit heb ik ideeën klaar')
      await lotte.presses('Ideeën: Beeldvorming')
      expect(lotte.reads()).toContain('Ideeën bij Beeldvorming')
      await lotte.presses('Terug')
      expect(lotte.reads()).toContain('Per prioriteit heb ik ideeën klaar')
    }))

  it('stand on a plan that is still empty', () =>
    prioritised.play(async (team) => {
      const samir = team.privately('Samir')
      const card = priorities(team)
      await samir.pressesIn(card, 'Het plan')
      const plan = team.room.world.messages.findLast((message) => readAs(message, 'samir').includes('Nog geen acties'))
      if (!plan) throw new Error('no plan')
      expect(labels(plan, 'Samir')).toContain(ideas)
    }))

  it('come in the language of whoever asks', () =>
    prioritised.play(async (team) => {
      const samir = team.privately('Samir')
      await samir.says('private:samir', 'language')
      await samir.does('language.set', { language: 'en' })
      await samir.pressesIn(priorities(team), ideas)
      expect(
        readAs(
          team.room.world.messages.findLast((one) => readAs(one, 'samir').includes('Ideas on')) ?? priorities(team),
          'samir',
        ),
      ).toContain('Write down our vision for online work')
    }))
})
