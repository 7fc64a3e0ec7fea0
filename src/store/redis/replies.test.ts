import { describe, expect, it } from 'vitest'
import {
  arrayReply,
  booleanReply,
  claimReply,
  countsReply,
  deadReply,
  effectReply,
  integerReply,
  optionalNumberReply,
  optionalTextReply,
  scanReply,
  scoresReply,
  stateReply,
  textReply,
  UnexpectedReply,
} from './replies.ts'

const bytes = (text: string): Buffer => Buffer.from(text)
const value = bytes('ciphertext')
const claimed = [bytes('e'), bytes('1'), bytes('edit'), bytes('10'), bytes('1'), value, bytes('9')]
const effect = (due: string, again: Buffer | null = null): unknown[] => [
  ...[bytes('date'), bytes('10'), bytes(due), bytes('2'), bytes('0')],
  ...[null, again, value, null],
]
const stored = { timing: 'date', wanted: 10, promised: undefined, attempts: 2, erases: false, reason: '', value }

describe('a reply of Redis', () => {
  it.each([
    ['an integer', integerReply, 3, 3],
    ['yes', booleanReply, 1, true],
    ['no', booleanReply, 0, false],
    ['bytes as text', textReply, bytes('é'), 'é'],
    ['a simple string', textReply, 'OK', 'OK'],
    ['no text', optionalTextReply, null, undefined],
    ['a version', optionalNumberReply, bytes('7'), 7],
    ['no version', optionalNumberReply, null, undefined],
    ['an array', arrayReply, [null], [null]],
    ['a state', stateReply, [bytes('7'), value], { version: 7, value }],
    ['no state', stateReply, [null, null], undefined],
    [
      'scores',
      scoresReply,
      [bytes('e'), bytes('10'), bytes('f'), bytes('1e3')],
      [
        { id: 'e', score: 10 },
        { id: 'f', score: 1000 },
      ],
    ],
    ['a page of names', scanReply, [bytes('0'), [bytes('k')]], { cursor: '0', keys: ['k'] }],
    [
      'dead letters',
      deadReply,
      [[bytes('e'), bytes('platform 403'), bytes('1'), bytes('20')]],
      [{ id: 'e', reason: 'platform 403', attempts: 1, since: 20 }],
    ],
    [
      'a claim',
      claimReply,
      [claimed],
      [{ id: 'e', attempts: 1, timing: 'edit', wanted: 10, promised: 9, erases: true, value }],
    ],
    ['an effect', effectReply, effect('20'), { ...stored, due: 20 }],
    ['an effect replaced while it was claimed', effectReply, effect('20', bytes('15')), { ...stored, due: 15 }],
    ['a dead letter', effectReply, effect('never'), { ...stored, due: undefined }],
    [
      'an effect that says since when it is owed',
      effectReply,
      effect('20').with(8, bytes('7')),
      { ...stored, promised: 7, due: 20 },
    ],
    ['an effect that is gone', effectReply, Array.from({ length: 9 }, () => null), undefined],
    ['counts', countsReply, [1, 2, 3, 4, bytes('5')], { due: 1, waiting: 2, retrying: 3, dead: 4, oldest: 5 }],
    [
      'counts where nothing is late',
      countsReply,
      [0, 0, 0, 0, bytes('')],
      { due: 0, waiting: 0, retrying: 0, dead: 0, oldest: undefined },
    ],
  ] as const)('is read as %s', (_what, decode, reply, expected) => {
    expect(decode('COMMAND', reply)).toEqual(expected)
  })

  it.each([
    ['text for an integer', integerReply, bytes('3'), '1 bytes where an integer'],
    ['another number for yes or no', booleanReply, 2, 'a value of type number where 1 or 0'],
    ['nil for text', textReply, null, 'nil where a string'],
    ['a word for a version', optionalNumberReply, bytes('x'), '1 bytes where a number'],
    ['nothing for a version', optionalNumberReply, bytes(''), '0 bytes where a number'],
    ['a map for an array', arrayReply, {}, 'a value of type object where an array'],
    ['one field of two', stateReply, [value], 'an array of 1 where an array of 2'],
    ['text for ciphertext', stateReply, [bytes('1'), 'x'], 'a value of type string where bytes'],
    ['a timing of another version', claimReply, [claimed.with(2, bytes('soon'))], '4 bytes where a timing'],
    ['an effect without a moment', effectReply, effect(''), '0 bytes where a number'],
  ] as const)('is refused with %s, naming the command and no content', (_what, decode, reply, said) => {
    expect(() => decode('COMMAND', reply)).toThrow(UnexpectedReply)
    expect(() => decode('COMMAND', reply)).toThrow(`Redis answered COMMAND with ${said} was expected`)
  })
})
