// A year in which nobody answers anything: what the bot writes on its own account, to whom and when.
const ZONE = 'Europe/Brussels'
/** Milliseconds: the clock never stops more often than once an hour. */
const HOUR = 3_600_000

/** What its notification says: the card itself may say something else by the end of the year. */
const titleOf = ({ card, text }) => String(card?.fallbackText ?? card?.text ?? text ?? '').split('\n')[0]

/** What kind of message it is, by what it asks: a key of the page's words. */
const kindOf = ({ in: place, card }) => {
  const said = JSON.stringify(card ?? {})
  if (said.includes('evaluation.report')) return 'kindFollowUp'
  if (place === 'channel') return said.includes('plan.show') || said.includes('action.') ? 'kindPlan' : 'kindChannel'
  return /round\.(again|step)|action\.carryOver|action\.extend|action\.takeOver|action\.accept|direction\.save/.test(
    said,
  )
    ? 'kindQuestion'
    : 'kindReminder'
}

/**
 * Plays twelve months, stopping whenever something falls due, so that each message is seen as it came.
 * @param advance moves the clock by an ISO 8601 duration, and answers with what changed and when something falls due next
 * @returns the bot's new messages: which, where, when, of what kind, and what they said
 */
export const playYear = async ({ clock, due, messages }, advance, tick) => {
  const known = new Set(messages.map(({ id }) => id))
  const end = new Date(clock)
  end.setFullYear(end.getFullYear() + 1)
  const told = []
  let now = Date.parse(clock)
  let next = due
  while (now < end.getTime()) {
    const until = next ? Math.max(Date.parse(next), now + HOUR) : end.getTime()
    const changed = await advance(`PT${Math.ceil((Math.min(until, end.getTime()) - now) / 1000)}S`)
    if (changed.error) break
    for (const message of changed.messages) {
      if (message.from !== 'bot' || known.has(message.id)) continue
      known.add(message.id)
      told.push({ id: message.id, in: message.in, at: message.at, kind: kindOf(message), title: titleOf(message) })
    }
    now = Date.parse(changed.clock)
    next = changed.due
    tick(now)
  }
  return told.sort((one, other) => Date.parse(one.at) - Date.parse(other.at))
}

const element = (name, text, more = {}) => Object.assign(document.createElement(name), { textContent: text, ...more })

/** For the channel and for each person: how many messages, and of each its date, its title, its kind and the way to it. */
export const drawYear = (list, told, { places, locale, say, goTo }) => {
  const dateOf = (at) =>
    new Date(at).toLocaleDateString(locale, { weekday: 'short', day: 'numeric', month: 'short', timeZone: ZONE })
  list.replaceChildren(
    ...places.map(({ id, name, face }) => {
      const mine = told.filter((message) => message.in === id)
      const box = element('div', '')
      box.dataset.place = id
      const lines = mine.map((message) => {
        const line = element('li', '')
        const link = element('a', message.title, { href: `#${message.id}` })
        link.addEventListener('click', (event) => {
          event.preventDefault()
          goTo(message)
        })
        // Its kind stands behind it, as a label of its own.
        line.dataset.kind = say(message.kind)
        line.append(element('time', dateOf(message.at), { dateTime: message.at }), ' ', link)
        return line
      })
      const all = element('ul', '')
      all.append(...lines)
      const title = mine.length === 0 ? say('yearNone', { name }) : say('yearOf', { name, count: mine.length })
      const heading = element('h3', '')
      heading.append(...(face ? [face] : []), title)
      box.append(heading, all)
      return box
    }),
  )
}
