import { buttons, type Card, card, heading, type PressData, text } from '../../card.ts'
import type { Voice } from '../../voice.ts'

export const welcomeScreen = ({ say }: Voice): Card =>
  card(say('welcome.summary'), [
    heading(say('welcome.title')),
    text(say('welcome.what')),
    text(say('welcome.how'), 'small'),
    buttons({ label: say('welcome.start'), main: true, verb: 'round.form', data: {} }),
  ])

export const formSentScreen = ({ say }: Voice): Card =>
  card(say('form.sent.summary'), [
    heading(say('welcome.title')),
    text(say('form.sent.text')),
    buttons({ label: say('welcome.start'), verb: 'round.form', data: {} }),
  ])

/** @param where what says which plan it is; @param title of its round, where there is one */
export const planFormSentScreen = ({ say }: Voice, where: PressData['data'], title: string | undefined): Card =>
  card(say('form.sent.summary'), [
    heading(say('plan.title')),
    title !== undefined && text(title, 'strong'),
    text(say('plan.sent')),
    buttons(
      { label: say('plan.add'), main: true, verb: 'action.form', data: where },
      { label: say('plan.show'), verb: 'plan.show', data: where },
    ),
  ])

/** Said in the channel, to nobody by name, when the private form couldn't be sent. */
export const unreachableScreen = ({ say }: Voice): Card =>
  card(say('form.unreachable.summary'), [heading(say('welcome.title')), text(say('form.unreachable.text'))])

/** What the bot can do for a person, in her private chat. */
export const helpScreen = ({ say }: Voice): Card =>
  card(say('help.summary'), [
    heading(say('help.title')),
    text(say('help.member')),
    text(say('help.start')),
    buttons(
      { label: say('help.open'), main: true, verb: 'open.show', data: {} },
      { label: say('help.reading'), verb: 'block.open', data: {} },
      { label: say('help.concern'), verb: 'concern.step', data: {} },
    ),
    buttons(
      { label: say('help.habits'), verb: 'hours.set', data: {} },
      { label: say('help.data'), verb: 'data.show', data: {} },
    ),
    text(say('help.words'), 'small'),
    text(say('help.danger'), 'small'),
    text(say('credit.help'), 'small'),
  ])

/** She sent a file or a picture and no word: it is let be. */
export const filesScreen = ({ say }: Voice): Card =>
  card(say('files.summary'), [
    heading(say('files.title')),
    text(say('files.text')),
    buttons({ label: say('help.open'), main: true, verb: 'open.show', data: {} }),
  ])

/** Called in a channel it wasn't added to: for the caller alone. */
export const notHereScreen = ({ say }: Voice): Card =>
  card(say('notHere.summary'), [heading(say('notHere.summary')), text(say('notHere.text'))])

/** In place of an answer that takes longer than the platform waits. */
export const waitingScreen = ({ say }: Voice): Card =>
  card(say('waiting.summary'), [heading(say('waiting.summary')), text(say('waiting.text'))])
