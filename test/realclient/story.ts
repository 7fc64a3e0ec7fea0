import { COLLEAGUES } from './client.ts'
import type { Colleagues } from './colleagues.ts'
import type { Screen } from './screen.ts'

const NAMES = COLLEAGUES.map(({ name }) => name.split(' ')[0] ?? name)
const TITLE = 'Online werken 2027'
const DAY = 86_400_000

export interface Told {
  readonly screen: Screen
  readonly colleagues: Colleagues
  /** The bot lives on for so many milliseconds, and has done all that was due. */
  readonly later: (milliseconds: number) => Promise<void>
  /** A step that was taken, with the card as it stands. */
  readonly step: (name: string, card: ReturnType<Screen['card']>) => Promise<void>
  /** Whether a promise of the client's story was kept. */
  readonly check: (what: string, kept: boolean) => void
}

/** From a mention in the channel to an action that was looked back at, by one person at the screen. */
export const playStory = async (told: Told): Promise<void> => {
  await startsRound(told)
  await fillsIn(told)
  await addsNobodyWhileOthersHandIn(told)
  await closesScan(told)
  await givesStars(told)
  await decides(told)
  await plansAndLooksBack(told)
}

/** Until the client has drawn all that the bot did: what comes after it is drawn. */
const allDrawn = async ({ screen, colleagues }: Told): Promise<void> => {
  const before = await screen.count()
  await colleagues.sayForHer('uren')
  await screen.waitsFor('the answer to a word', async () => (await screen.count()) > before)
}

const startsRound = async ({ screen, step }: Told): Promise<void> => {
  await screen.goes('channel')
  await screen.mentions('start')
  await screen.presses(screen.card('Quickscan starten'), 'Quickscan starten')
  const form = await screen.opens('private', 'Hoe noemen jullie deze ronde?')
  await step('form', form)
  const name = form.locator('input[type=text]').first()
  // It comes filled in: emptied, it says so.
  await screen.types(name, '')
  await screen.presses(form, 'Nakijken')
  await step('form, a name is missing', form)
  await screen.types(name, TITLE)
  const check = await screen.pressesFor(form, 'Nakijken', 'Klopt dit?')
  await step('check', check)
  await screen.pressesFor(check, 'Starten', 'nodigt je uit')
  await step('invitation', screen.card('nodigt je uit'))
  await step('control', screen.card('Jouw beheerkaart'))
}

const fillsIn = async ({ screen, step, later }: Told): Promise<void> => {
  const sheet = await screen.kept('nodigt je uit')
  await screen.presses(sheet, 'Beginnen')
  await step('element', sheet)
  let ends = 0
  while (!(await screen.reads(sheet)).startsWith('Overzicht')) {
    const remark = sheet.locator('textarea')
    if ((await remark.count()) > 0) {
      ends += 1
      if (ends === 1) await screen.types(remark.first(), 'Eerst *sterren*, dan <b>haken</b>.')
      if (ends === 1) await step('end of a block', sheet)
      await screen.presses(sheet, 'Verder')
    } else {
      const before = await screen.reads(sheet)
      await sheet
        .locator('.ac-selectable')
        .nth(ends % 3)
        .click()
      await screen.waitsFor('the next element', async () => (await screen.reads(sheet)) !== before)
    }
  }
  await step('overview', sheet)
  await sheet.getByRole('checkbox').first().check()
  await screen.presses(sheet, 'Indienen')
  await step('thanks', sheet)
  await later(10_000)
}

const addsNobodyWhileOthersHandIn = async (told: Told): Promise<void> => {
  const { screen, colleagues, later, step, check } = told
  const control = await screen.kept('Jouw beheerkaart')
  await screen.pressesFor(control, 'Iemand toevoegen', 'Ook iemand van buiten het kanaal?')
  const form = await screen.kept('Ook iemand van buiten het kanaal?')
  const open = await screen.reads(form)
  for (const name of NAMES.slice(0, -1)) await colleagues.scan(name)
  await later(60_000)
  await allDrawn(told)
  check('an open form is not replaced while others hand in', (await screen.reads(form)) === open)
  await step('the form that stayed', form)
  await form.getByRole('button', { name: 'Terug', exact: true }).click()
}

const closesScan = async (told: Told): Promise<void> => {
  const { screen, colleagues, later, step, check } = told
  await screen.pressesFor(screen.card('Jouw beheerkaart'), 'Scan afsluiten', 'nu afsluiten')
  const question = await screen.kept('nu afsluiten')
  const asked = await screen.reads(question)
  await colleagues.scan(NAMES.at(-1) ?? '')
  await later(60_000)
  await allDrawn(told)
  check('an open question is not replaced while someone hands in', (await screen.reads(question)) === asked)
  await step('question before the close', question)
  await question.getByRole('button', { name: 'Ja, afsluiten', exact: true }).click()
  await screen.card('Jouw kopie').waitFor()
  await later(10_000)
  await step('copy', screen.card('Jouw kopie'))
  await step('result', await screen.opens('channel', 'Wat jullie invulden'))
  await step('talk', screen.card('Bespreek dit samen'))
}

const givesStars = async ({ screen, colleagues, later, step }: Told): Promise<void> => {
  const control = await screen.opens('private', 'We hebben het besproken')
  await control.getByRole('button', { name: 'We hebben het besproken', exact: true }).click()
  await screen.card('Jouw sterren').waitFor()
  const ballot = await screen.kept('Jouw sterren')
  await step('ballot', ballot)
  await screen.presses(ballot, 'Bewaren')
  await step('ballot, saved', ballot)
  for (const name of NAMES) await colleagues.stars(name)
  await later(60_000)
  const closing = await screen.pressesFor(
    screen.card('Sterren afsluiten'),
    'Sterren afsluiten',
    'De sterren nu afsluiten',
  )
  await step('question before the stars close', closing)
  await closing.getByRole('button', { name: 'Ja, afsluiten', exact: true }).click()
  await screen.card('Hier werken we aan').waitFor()
  await later(10_000)
  await step('ranking', await screen.opens('channel', 'Een voorstel, geen besluit'))
}

const decides = async ({ screen, later, step }: Told): Promise<void> => {
  const control = await screen.opens('private', 'Hier werken we aan')
  const reason = control.locator('textarea')
  if ((await reason.count()) > 0) await screen.types(reason.first(), 'We begonnen bij de visie.')
  const decided = await screen.pressesFor(control, 'Bevestigen', 'Richting bewaren')
  await screen.types(decided.locator('textarea').first(), 'Iedereen kent onze visie en gebruikt ze.')
  await screen.presses(decided, 'Richting bewaren')
  await later(10_000)
  await step('direction', decided)
}

const WHAT = 'TikTok verkennen'
const plansAndLooksBack = async ({ screen, later, step, check }: Told): Promise<void> => {
  await screen.opens('channel', 'Een voorstel, geen besluit')
  await screen.mentions('actie')
  await later(10_000)
  await screen.opens('private', 'Wie neemt dit op?')
  const form = await screen.kept('Wie neemt dit op?')
  await screen.types(form.getByLabel('Wat gaan we doen?').first(), WHAT)
  await form.getByRole('checkbox', { name: 'Lotte Peeters' }).check()
  await screen.presses(form, 'Bewaren')
  await later(10_000)
  await step('action', await screen.opens('channel', WHAT))
  await screen.opens('private', 'Bewaard')
  const asked = screen.card('Hoe staat het ermee?')
  for (let day = 0; day < 200 && (await asked.count()) === 0; day += 1) await later(DAY)
  await asked.waitFor()
  await step('evaluation', asked)
  const day = await screen.kept('Hoe staat het ermee?')
  await screen.presses(day, 'Op schema')
  await step('evaluation, answered', day)
  await later(10_000)
  const action = await screen.opens('channel', WHAT)
  await step('action, looked back at', action)
  check('the action says that it was looked back at', /op schema/i.test(await screen.reads(action)))
}
