import type { Round } from '../../../flows/round/round.ts'
import { dateIn } from '../../../kit/calendar/calendar.ts'
import type { Button } from '../../card.ts'
import type { Voice } from '../../voice.ts'

type SteeringVerb =
  | 'round.close'
  | 'round.cancel'
  | 'round.show'
  | 'talk.done'
  | 'ballot.close'
  | 'round.remind'
  | 'round.addMember'
  | 'round.handOver'
  | 'priorities.change'

export const steer = (round: Round, verb: SteeringVerb, confirmed?: true) => ({
  verb,
  data: { round: round.id, ...(confirmed ? { confirmed } : {}) },
})

/** `was`: tapped twice, it is one week and not two. */
export const extend = ({ say }: Voice, round: Round): Button => ({
  label: say('control.extend'),
  verb: 'round.extend',
  data: { round: round.id, was: dateIn(round.zone, round.closesAt) },
})
export const stop = ({ say }: Voice, round: Round): Button => ({
  label: say('control.stop'),
  ...steer(round, 'round.cancel'),
})
export const handOver = ({ say }: Voice, round: Round): Button => ({
  label: say('control.handOver'),
  ...steer(round, 'round.handOver'),
})
export const back = ({ say }: Voice, round: Round, label: 'close.no' | 'stop.no'): Button => ({
  label: say(label),
  ...steer(round, 'round.show'),
})
