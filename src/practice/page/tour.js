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

/** The cards that ever asked how an action stands: answered, they no longer do. */
const asked = new Set()

export const STEPS = 11

/** The first step that isn't done yet, from 1. */
export const stepOf = ({ messages, people }) => {
  const [coordinator] = people
  if (!coordinator) return 1
  const seen = messages.map((message) => verbsIn(message.sees[coordinator.id] ?? message.card))
  const has = (verb) => seen.some((verbs) => verbs.some((one) => one.verb === verb))
  const cardWith = (...verbs) => seen.some((card) => verbs.every((verb) => card.some((one) => one.verb === verb)))
  const ready = seen.some((card) => card.some((one) => one.verb === 'round.close' && one.style === 'positive'))
  const talked = has('ballot.show') || has('ballot.cast') || has('priorities.confirm') || has('action.form')
  const closed = has('talk.done') || talked
  const filledIn = seen.some((card) => {
    const verbs = card.map((one) => one.verb)
    return verbs.includes('sheet.review') && verbs.includes('sheet.decline') && !verbs.includes('sheet.next')
  })
  for (const [at, verbs] of seen.entries())
    if (verbs.some((one) => one.verb === 'evaluation.report')) asked.add(messages[at].id)
  const answered = messages.some(
    ({ id }, at) => asked.has(id) && !seen[at].some((one) => one.verb === 'evaluation.report'),
  )
  const done = [
    has('round.check') || has('round.start') || has('sheet.show') || closed,
    has('sheet.show') || closed,
    filledIn || closed,
    ready || closed,
    closed,
    talked,
    has('priorities.confirm') || has('action.form'),
    has('action.form') && !has('direction.save'),
    cardWith('action.done', 'action.form'),
    answered,
  ]
  const open = done.indexOf(false)
  return open < 0 ? STEPS : open + 1
}
