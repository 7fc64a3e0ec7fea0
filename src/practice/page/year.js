// A year in which nobody answers anything: what the bot writes on its own account, to whom and when.
const ZONE = 'Europe/Brussels'
const DAY = 86_400_000

/** What its notification says: the card itself may say something else by the end of the year. */
const titleOf = ({ card, text }) => String(card?.fallbackText ?? card?.text ?? text ?? '').split('\n')[0]

/**
 * Plays twelve months day by day, so that each message is seen as it came.
 * @param advance moves the clock by an ISO 8601 duration, and answers with what changed
 * @returns the bot's new messages: where, when, and what they said
 */
export const playYear = async ({ clock, messages }, advance, tick) => {
  const known = new Set(messages.map(({ id }) => id))
  const end = new Date(clock)
  end.setFullYear(end.getFullYear() + 1)
  const told = []
  for (let now = Date.parse(clock), days = 0; now + DAY <= end.getTime(); days++) {
    const changed = await advance('P1D')
    if (changed.error) break
    for (const message of changed.messages) {
      if (message.from !== 'bot' || known.has(message.id)) continue
      known.add(message.id)
      told.push({ in: message.in, at: message.at, title: titleOf(message) })
    }
    now = Date.parse(changed.clock)
    if (days % 7 === 0) tick(now)
  }
  return told.sort((one, other) => Date.parse(one.at) - Date.parse(other.at))
}

const element = (name, text, more = {}) => Object.assign(document.createElement(name), { textContent: text, ...more })

/** For the channel and for each person: how many messages, and of each its date and its title. */
export const drawYear = (list, told, { places, locale, say }) => {
  const dateOf = (at) =>
    new Date(at).toLocaleDateString(locale, { weekday: 'short', day: 'numeric', month: 'short', timeZone: ZONE })
  list.replaceChildren(
    ...places.map(({ id, name }) => {
      const mine = told.filter((message) => message.in === id)
      const box = element('div', '')
      box.dataset.place = id
      const lines = mine.map(({ at, title }) => {
        const line = element('li', '')
        line.append(element('time', dateOf(at), { dateTime: at }), ` ${title}`)
        return line
      })
      const all = element('ul', '')
      all.append(...lines)
      const title = mine.length === 0 ? say('yearNone', { name }) : say('yearOf', { name, count: mine.length })
      box.append(element('h3', title), all)
      return box
    }),
  )
}
