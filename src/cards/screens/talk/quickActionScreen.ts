import type { Round } from '../../../flows/round/round.ts'
import { talkOf } from '../../../flows/round/talk.ts'
import { blockOf, hasBlock } from '../../../kit/kit.ts'
import { buttons, type Card, card, heading, text } from '../../card.ts'
import type { Voice } from '../../voice.ts'
import { clientWarning } from '../clientWarning.ts'
import { peopleField } from '../peopleField.ts'
import { type ActionForm, mostOf } from '../plan/actionFormScreen.ts'
import { notesParts } from './talkNotes.ts'

/** Notes that stand above the fields: the last ones are what the action is about. */
const NOTES = 3

/**
 * An action while people are talking: who, what and when. The block is the one that is talked about, and is only asked where
 * the talk is about all of them; everything else keeps what the full form would propose.
 */
export const quickActionScreen = (voice: Voice, round: Round, form: ActionForm, block: string | undefined): Card => {
  const { kit, say } = voice
  const { fields, problems } = form
  const known = block !== undefined && hasBlock(kit, block) ? { block } : undefined
  const named = (id: string): string => say('result.block', { block: id, name: blockOf(kit, id).name })
  return card(say('action.form.summary'), [
    heading(say('action.form.title')),
    known ? text(named(known.block), 'small') : undefined,
    ...notesParts(voice, talkOf(round).notes.slice(-NOTES)),
    {
      kind: 'textInput',
      id: 'what',
      label: say('action.form.what'),
      value: fields.what,
      example: say('action.form.whatExample'),
      most: mostOf('what'),
      lines: 'one',
      problem: problems.what,
    },
    clientWarning(voice),
    {
      kind: 'choicesInput',
      id: 'people',
      label: say('action.form.who'),
      choices: form.people,
      chosen: form.owners,
      problem: problems.people,
      search: peopleField(
        voice,
        'people',
        { verb: 'action.form', data: { ...form.where, ...known, quick: true } },
        form.search,
      ),
    },
    {
      kind: 'dateInput',
      id: 'followUp',
      label: say('meeting.action.when'),
      value: fields.followUp,
      problem: problems.followUp,
    },
    known
      ? undefined
      : {
          kind: 'choiceInput',
          id: 'block',
          label: say('action.form.block'),
          value: fields.block,
          choices: kit.blocks.map(({ id }) => ({ id, name: named(id) })),
          none: say('action.form.nothing'),
        },
    buttons(
      {
        label: say('action.form.save'),
        main: true,
        verb: 'action.save',
        data: { ...form.where, ...known, quick: true },
      },
      { label: say('action.form.more'), verb: 'action.form', data: { ...form.where, ...known, more: true } },
    ),
  ])
}
