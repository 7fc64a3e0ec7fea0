// The two conversations in sight: their messages, as the client draws them.
import { face } from './face.js'
import { drawSlack } from './slackCard.js'
import { drawTeams } from './teamsCard.js'

export const ZONE = 'Europe/Brussels'

const element = (name, className, ...children) => {
  const node = document.createElement(name)
  node.className = className
  node.append(...children)
  return node
}

/** @param room what the page knows: `state()`, `me()`, `nameOf(id)`, `faceOf(id)`, `say(key)`, `locale()`, `press(message, what)`, `reply(message)` */
export const conversations = (room) => {
  const { state, me, nameOf, faceOf, say, locale, press, reply } = room

  const drawCard = (message, card) => {
    const { people, directory } = state()
    if (!card.blocks) return drawTeams(card, directory, (pressed) => press(message, pressed))
    const here = [...people, ...directory].filter(({ absent }) => !absent)
    return drawSlack(message, card, here, (pressed) => press(message, pressed))
  }

  const written = (message) => {
    const mention = message.in === 'channel' && message.from !== 'bot'
    const said = mention ? [element('span', 'mention', '@Quickscan'), ` ${message.text}`] : [message.text]
    return message.file ? [...said, fileOf(message.file)] : said
  }

  /** As a client shows it: its name, and a tap opens it. */
  const fileOf = ({ id, name }) => {
    const link = element('a', 'file', `📄 ${say('file', { name })}`)
    return Object.assign(link, { href: `/practice/files/${id}`, target: '_blank', rel: 'noopener' })
  }

  const timeOf = ({ at }) => new Date(at).toLocaleTimeString(locale(), { timeStyle: 'short', timeZone: ZONE })
  const authorOf = ({ from }) => nameOf(from) ?? 'Quickscan'

  const replyButton = (message) =>
    Object.assign(element('button', 'answer', say('reply')), {
      type: 'button',
      ariaLabel: `${say('reply')}: ${authorOf(message)}, ${timeOf(message)}`,
      onclick: () => reply(message, { name: authorOf(message), time: timeOf(message) }),
    })

  const drawMessage = (message) => {
    const bot = message.from === 'bot'
    const box = element('article', `message${message.from === me() ? ' mine' : ''}`)
    box.dataset.message = message.id
    box.tabIndex = -1
    const name = element('b', '', authorOf(message))
    const card = message.sees[me()]
    box.append(
      face(faceOf(message.from)),
      element(
        'p',
        'from',
        name,
        ...(bot ? [element('span', 'badge', say('app'))] : []),
        element('time', '', timeOf(message)),
      ),
      element('div', 'bubble', ...(card ? [drawCard(message, card)] : written(message))),
      ...(message.in === 'channel' && !message.thread ? [replyButton(message)] : []),
    )
    return box
  }

  const dayOf = ({ at }) =>
    new Date(at).toLocaleDateString(locale(), { weekday: 'long', day: 'numeric', month: 'long', timeZone: ZONE })

  /** The last reply under what began a thread, or that itself. */
  const lastOf = ({ box }) => {
    let last = box
    while (last.nextElementSibling?.classList.contains('reply')) last = last.nextElementSibling
    return last
  }

  /** Only what changed is drawn anew: what someone is typing in another card stays. */
  const shown = new Map()
  const drawPlace = (name, place) => {
    const list = document.querySelector(`#${name} .messages`)
    const messages = state().messages.filter((message) => message.in === place)
    const known = shown.get(name)
    const fresh = known?.place !== place || known?.as !== me()
    const drawn = fresh ? new Map() : known.drawn
    const intro = { channel: 'intro', left: 'leftChannel', private: 'privateIntro' }[place === 'left' ? 'left' : name]
    if (fresh) list.replaceChildren(...(intro ? [element('p', 'begins', say(intro))] : []))
    // A window that is closed is gone.
    const here = new Set(messages.map(({ id }) => id))
    for (const [gone, { box }] of drawn)
      if (!here.has(gone)) {
        box.remove()
        drawn.delete(gone)
      }
    let newest
    let day = ''
    for (const message of messages) {
      // What stands in a thread stands under what began it, below the replies before it.
      const began = message.thread && drawn.get(message.thread)
      const begins = !began && dayOf(message) !== day
      if (!began) day = dayOf(message)
      const said = JSON.stringify(message)
      const before = drawn.get(message.id)
      if (before?.said === said) continue
      const box = drawMessage(message)
      if (message.thread) box.classList.add('reply')
      if (before) {
        // Whoever was in a card stays in it when it is drawn anew: the keyboard goes on from there.
        const focused = before.box.contains(document.activeElement)
        before.box.replaceWith(box)
        if (focused) box.focus({ preventScroll: true })
      } else {
        if (begins && name !== 'home') list.append(element('p', 'day', day))
        if (began) lastOf(began).after(box)
        else list.append(box)
        newest = box
      }
      drawn.set(message.id, { said, box })
    }
    shown.set(name, { place, as: me(), drawn })
    newest?.scrollIntoView({ block: newest.offsetHeight > list.clientHeight ? 'start' : 'nearest' })
    return newest !== undefined && !fresh
  }

  return { drawPlace, forget: () => shown.clear() }
}
