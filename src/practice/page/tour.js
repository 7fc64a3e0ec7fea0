// Where a newcomer stands in the story, read off the cards alone: so the tour never goes wrong, whatever she does.
const verbsIn = (node, found = []) => {
  if (Array.isArray(node)) for (const one of node) verbsIn(one, found)
  else if (node && typeof node === 'object') {
    if (node.type === 'Action.Execute' && node.verb) found.push(node)
    // Slack's buttons, and what a window sends.
    if (node.type === 'button')
      found.push({ verb: node.action_id.split('/')[0], style: node.style === 'primary' ? 'positive' : '' })
    if (node.type === 'modal' && node.submit) found.push({ verb: node.callback_id, style: 'positive' })
    for (const [key, value] of Object.entries(node))
      if (!['fallback', 'refresh', 'data'].includes(key)) verbsIn(value, found)
  }
  return found
}

const cardsOf = ({ messages }, person) =>
  messages
    .filter(({ in: place }) => place === 'channel' || place === `private:${person}`)
    .map((message) => ({ message, verbs: verbsIn(message.sees[person] ?? message.card) }))

/** Whoever has the card that steers the round; before there is one, the first of the team. */
export const coordinatorOf = ({ messages, people }) => {
  const steering = messages.find(
    ({ in: place, from, card }) =>
      place.startsWith('private:') && from === 'bot' && verbsIn(card).some(({ verb }) => STEERING.test(verb)),
  )
  return people.find(({ id }) => steering?.in === `private:${id}`) ?? people[0]
}
const STEERING = /^(round\.(check|start|close|handOver)|talk\.done|ballot\.close|priorities\.confirm|direction\.save)$/

/** The cards that ever asked how an action stands: answered, they no longer do. */
const asked = new Set()

export const STEPS = 11
/** The result stands in the channel, and is talked about before whoever steers says so. */
export const TALK = 6

/**
 * The first step that isn't done yet, from 1, as the cards of whoever steers the round show it.
 * @param directions how many priorities she said a direction of: one is enough to go on
 */
export const stepOf = (state, directions) => {
  const coordinator = coordinatorOf(state)
  if (!coordinator) return 1
  const cards = cardsOf(state, coordinator.id)
  const has = (verb) => cards.some(({ verbs }) => verbs.some((one) => one.verb === verb))
  const cardWith = (...wanted) =>
    cards.some(({ verbs }) => wanted.every((verb) => verbs.some((one) => one.verb === verb)))
  const ready = cards.some(({ verbs }) => verbs.some((one) => one.verb === 'round.close' && one.style === 'positive'))
  // An action can be noted while they talk, and stands in the plan before the stars do.
  const isBefore = (...verbs) => verbs.some(has)
  const planned = has('action.form') && !isBefore('talk.done', 'ballot.cast', 'ballot.close', 'priorities.confirm')
  const talked = has('ballot.show') || has('ballot.cast') || has('priorities.confirm') || planned
  const closed = has('talk.done') || talked
  const filledIn = cards.some(({ verbs }) => {
    const names = verbs.map((one) => one.verb)
    return names.includes('sheet.review') && names.includes('sheet.decline') && !names.includes('sheet.next')
  })
  const asks = ({ verbs }) => verbs.some((one) => one.verb === 'evaluation.report')
  for (const card of cards) if (asks(card)) asked.add(card.message.id)
  const answered = cards.some((card) => asked.has(card.message.id) && !asks(card))
  const done = [
    has('round.check') || has('round.start') || has('sheet.show') || closed,
    has('sheet.show') || closed,
    filledIn || closed,
    ready || closed,
    closed,
    talked,
    has('priorities.confirm') || planned,
    planned && (directions > 0 || !has('direction.save')),
    cardWith('action.done', 'action.form'),
    answered,
  ]
  const open = done.indexOf(false)
  return open < 0 ? STEPS : open + 1
}

/** Answers after which a newcomer has seen what a scan is, and taps after which she has seen what giving stars is. */
const ENOUGH = { answers: 1, stars: 2 }

/** What she can press on a card of her own scan, the best first. */
const sheet = (answers) => [
  'sheet.handIn',
  ...(answers < ENOUGH.answers ? [] : ['sheet.review']),
  'sheet.answer',
  'sheet.role',
  'sheet.remark',
  'sheet.next',
]
/** Her stars: a few tapped, and then all of them saved. */
const ballot = (stars) => [...(stars < ENOUGH.stars ? ['ballot.star'] : []), 'ballot.cast']
const FOLLOW_UP = ['evaluation.report']

/** For each step of the round: what whoever steers it presses on her cards, and else on the page. */
const STEERS = {
  1: { verbs: ['round.form'], page: 'form[data-place=channel] button' },
  2: { verbs: ['round.start', 'round.check'] },
  4: { verbs: [], page: '#others' },
  5: { verbs: ['round.close'] },
  6: { verbs: ['talk.done'] },
  8: { verbs: ['priorities.confirm', 'direction.save'] },
  9: { verbs: ['action.save', 'action.form'] },
  10: { verbs: FOLLOW_UP, page: '#next' },
  11: { verbs: [], page: '#year' },
}

/** The first of these that any of her cards has, on the newest that has it. */
const onCard = (cards, wanted) => {
  for (const verb of wanted) {
    const found = cards.findLast(({ verbs }) => verbs.some((known) => known.verb === verb))
    if (found) return { message: found.message.id, place: found.message.in === 'channel' ? 'channel' : 'private', verb }
  }
  return undefined
}

const steers = (cards, step, taps) => {
  const asked = step === 3 ? sheet(taps('sheet.answer')) : ballot(taps('ballot.star'))
  const { verbs, page } = STEERS[step] ?? { verbs: asked }
  const found = onCard(cards, verbs)
  if (found || step !== 7) return found ?? { page }
  // Her stars are in: the others', and then the end of it.
  const over = cards.some(
    (card) =>
      card.verbs.some((one) => one.verb === 'ballot.close' && one.style === 'positive') ||
      ['ballot.close', 'round.show'].every((verb) => card.verbs.some((one) => one.verb === verb)),
  )
  return over ? onCard(cards, ['ballot.close']) : { page: '#others' }
}

/** The last of the team: whoever plays her tries what becomes of one who says nothing. */
export const isSilent = ({ people }, person) => people.at(-1)?.id === person

/** Where the newest result stands that she can look at. */
export const resultFor = (state, me) => onCard(cardsOf(state, me), ['result.elements', 'result.remarks'])

/**
 * What whoever plays this person does next, and why.
 * @param taps how often she tapped what says this verb so far
 * @returns the step, the key of what is said about it, and where to press: on a card (`message`, `verb`), or on the `page`
 */
export const nextOf = (state, me, taps) => {
  const step = stepOf(state, taps('direction.save'))
  const coordinator = coordinatorOf(state)
  const cards = cardsOf(state, me)
  if (!coordinator || coordinator.id === me) return { step, text: `tour${step}`, ...steers(cards, step, taps) }
  const silent = isSilent(state, me)
  const own = cards.filter(({ message }) => message.in !== 'channel')
  const handedIn = own.some(({ verbs }) => {
    const names = verbs.map(({ verb }) => verb)
    return names.includes('sheet.review') && names.includes('sheet.decline') && !names.includes('sheet.next')
  })
  const waiting = onCard(own, [
    ...(handedIn ? [] : sheet(taps('sheet.answer'))),
    ...ballot(taps('ballot.star')),
    ...FOLLOW_UP,
  ])
  const role = silent ? 'Silent' : 'Member'
  if (!waiting) return { step, text: `tour${role}Waits`, page: '#person', who: coordinator.name }
  if (silent) return { step, text: 'tourSilent', page: '[data-advance=P7D]' }
  return {
    step,
    text: `tourMember${{ sheet: 'Sheet', ballot: 'Stars', evaluation: 'Action' }[waiting.verb.split('.')[0]]}`,
    ...waiting,
  }
}
