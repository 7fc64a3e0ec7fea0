// The practice room's page: the channel and one person's private chat side by side, drawn by the official renderer.
import { drawSlack } from './slackCard.js'
import { STEPS, stepOf } from './tour.js'
import { drawYear, playYear } from './year.js'

const { AdaptiveCards } = window
const id = (name) => document.getElementById(name)
const all = (selector) => [...document.querySelectorAll(selector)]
const ZONE = 'Europe/Brussels'

AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
  // Teams reads Markdown in text blocks; ours never need it, so what would be markup stays text here.
  const literal = document.createElement('span')
  literal.textContent = text
  result.outputHtml = literal.innerHTML
  result.didProcess = true
}

const colours = () => {
  const both = (value, subtle = value) => ({ default: value, subtle })
  return {
    default: both('#1b1b1f', '#50505c'),
    accent: both('#444791'),
    good: both('#2f8a3e'),
    warning: both('#e07b00'),
    attention: both('#b3261e'),
  }
}
const hostConfig = new AdaptiveCards.HostConfig({
  fontFamily: 'inherit',
  // Below the page's own headings.
  textBlock: { headingLevel: 3 },
  fontSizes: { small: 13, default: 15, medium: 17, large: 20, extraLarge: 24 },
  spacing: { small: 8, default: 10, medium: 16, large: 24, extraLarge: 32, padding: 10 },
  actions: { actionsOrientation: 'horizontal', actionAlignment: 'left', buttonSpacing: 8, maxActions: 10 },
  containerStyles: {
    default: { backgroundColor: '#ffffff', foregroundColors: colours() },
    emphasis: { backgroundColor: '#f3f3f7', foregroundColors: colours() },
    accent: { backgroundColor: '#dfe0fa', foregroundColors: colours() },
  },
})

let state = { people: [], directory: [], places: [], messages: [] }
let words = {}
const say = (key, values = {}) =>
  Object.entries(values).reduce((text, [name, value]) => text.replace(`{${name}}`, value), words[key] ?? key)
const me = () => id('person').value
const nameOf = (person) => [...state.people, ...state.directory].find((one) => one.id === person)?.name

const call = async (path, body) => {
  const response = await fetch(path, body && { method: 'POST', body: JSON.stringify(body) })
  const answer = await response.json()
  if (!response.ok) id('said').textContent = answer.error ?? say('problem')
  return answer
}

/** One thing at a time: a second tap waits for nothing and does nothing. */
let busy = false
const doing = async (what, said = '') => {
  if (busy) return
  busy = true
  document.body.setAttribute('aria-busy', 'true')
  id('said').textContent = said
  try {
    const after = await what()
    await refresh()
    if (id('said').textContent === said) id('said').textContent = after ?? ''
  } finally {
    busy = false
    document.body.removeAttribute('aria-busy')
  }
}

/** Teams fills a people picker from its directory; here that is the few outside the channel. */
const withPeople = (node) => {
  if (Array.isArray(node)) return node.map(withPeople)
  if (!node || typeof node !== 'object') return node
  const copy = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, withPeople(value)]))
  if (copy.type === 'Input.ChoiceSet' && copy['choices.data']) {
    copy.choices = state.directory.map((person) => ({ title: person.name, value: person.picked }))
    copy.style = 'expanded'
    delete copy['choices.data']
  }
  return copy
}

const press = (message, { verb, data, inputs }) =>
  doing(() => call('/practice/press', { as: me(), message: message.id, verb, data, inputs }).then(() => ''))

const drawCard = (message, card) => {
  if (card.blocks) {
    const people = [...state.people, ...state.directory].filter(({ absent }) => !absent)
    return drawSlack(message, card, people, (pressed) => press(message, pressed))
  }
  const drawn = new AdaptiveCards.AdaptiveCard()
  drawn.hostConfig = hostConfig
  drawn.parse(withPeople(card))
  drawn.onExecuteAction = (action) => {
    if (action.url) return window.open(action.url, '_blank', 'noopener')
    // What the renderer sends is sent: of the fields, those in which something stands.
    return press(message, { verb: action.verb, data: action.data, inputs: {} })
  }
  const rendered = drawn.render()
  // Called as it reads, so that who speaks to her device can say what she sees; a sign alone keeps its words.
  for (const tappable of rendered.querySelectorAll('.ac-container.ac-selectable')) {
    if (!/\p{L}/u.test(tappable.textContent)) continue
    tappable.removeAttribute('aria-label')
    tappable.removeAttribute('title')
  }
  return rendered
}

const drawMessage = (message) => {
  const box = document.createElement('article')
  box.dataset.message = message.id
  box.tabIndex = -1
  box.className = message.from === me() ? 'message mine' : 'message'
  const from = document.createElement('p')
  from.className = 'from'
  const at = new Date(message.at).toLocaleString(words.locale ?? document.documentElement.lang, {
    dateStyle: 'short',
    timeStyle: 'short',
    timeZone: ZONE,
  })
  from.textContent = `${nameOf(message.from) ?? 'Quickscan'} · ${at}`
  box.append(from)
  const card = message.sees[me()]
  if (card) box.append(drawCard(message, card))
  else box.append(document.createTextNode(message.text))
  return box
}

/** Only what changed is drawn anew: what someone is typing in another card stays. */
const shown = new Map()
const drawPlace = (name, place) => {
  const list = document.querySelector(`#${name} .messages`)
  const messages = state.messages.filter(
    (message) => message.in === place || (name === 'private' && message.in === `page:${me()}`),
  )
  const known = shown.get(name)
  const fresh = known?.place !== place || known?.as !== me()
  const drawn = fresh ? new Map() : known.drawn
  if (fresh) list.replaceChildren()
  let news = false
  for (const message of messages) {
    const said = JSON.stringify(message)
    const before = drawn.get(message.id)
    if (before?.said === said) continue
    const box = drawMessage(message)
    if (before) {
      // Whoever was in a card stays in it when it is drawn anew: the keyboard goes on from there.
      const focused = before.box.contains(document.activeElement)
      before.box.replaceWith(box)
      if (focused) box.focus({ preventScroll: true })
    } else {
      list.append(box)
      news = true
    }
    drawn.set(message.id, { said, box })
  }
  list.classList.toggle('empty', messages.length === 0)
  list.dataset.empty = say('empty')
  shown.set(name, { place, as: me(), drawn })
  if (news) list.lastElementChild?.scrollIntoView({ block: 'nearest' })
  const tab = document.querySelector(`nav [data-show=${name}] .news`)
  if (news && !fresh && document.querySelector('main').dataset.shown !== name) tab.textContent = ' ●'
}

const show = (name) => {
  document.querySelector('main').dataset.shown = name
  for (const tab of all('nav [data-show]')) tab.setAttribute('aria-pressed', String(tab.dataset.show === name))
  document.querySelector(`nav [data-show=${name}] .news`).textContent = ''
  document.querySelector(`#${name} .messages`).lastElementChild?.scrollIntoView({ block: 'nearest' })
}

const drawTour = () => {
  const step = stepOf(state)
  id('tour-step').textContent = say('tourStep', { step, steps: STEPS })
  const text = say(`tour${step}`)
  if (id('tour-text').textContent !== text) id('tour-text').textContent = text
}

const refresh = async () => {
  state = await call('/practice/state')
  const people = [
    ...state.people,
    ...state.directory.filter(({ id: one }) => state.messages.some((message) => message.in === `private:${one}`)),
  ]
  const person = id('person')
  if (person.options.length !== people.length) {
    const chosen = person.value
    person.replaceChildren(...people.map(({ id: value, name }) => new Option(name, value)))
    if (chosen) person.value = chosen
  }
  id('clock').textContent = new Date(state.clock).toLocaleString(words.locale, {
    dateStyle: 'full',
    timeStyle: 'short',
    timeZone: ZONE,
  })
  id('page').hidden = state.platform !== 'slack'
  id('private-title').textContent = say('private', { name: nameOf(me()) ?? '' })
  drawPlace('channel', 'channel')
  drawPlace('private', `private:${me()}`)
  drawTour()
}

const speak = (language, offered) => {
  words = offered[language]
  document.documentElement.lang = language
  document.title = say('title')
  for (const element of all('[data-word]')) element.textContent = say(element.dataset.word)
  const hidden = id('tour').classList.contains('hidden')
  id('tour-toggle').textContent = say(hidden ? 'tourShow' : 'tourHide')
}

const offered = await call('/words')
const language = id('language')
language.replaceChildren(...Object.entries(offered).map(([value, { name }]) => new Option(name, value)))
language.value = new URLSearchParams(location.search).get('language') ?? language.options[0].value
speak(language.value, offered)
language.addEventListener('change', () => {
  speak(language.value, offered)
  shown.clear()
  refresh()
})
id('person').addEventListener('change', refresh)
id('tour-toggle').addEventListener('click', () => {
  const hidden = id('tour').classList.toggle('hidden')
  id('tour-toggle').setAttribute('aria-expanded', String(!hidden))
  id('tour-toggle').textContent = say(hidden ? 'tourShow' : 'tourHide')
})
for (const tab of all('nav [data-show]')) tab.addEventListener('click', () => show(tab.dataset.show))
for (const button of all('[data-advance]'))
  button.addEventListener('click', () =>
    doing(() => call('/practice/clock', { advance: button.dataset.advance }).then(() => '')),
  )
id('others').addEventListener('click', () =>
  doing(() => call('/practice/others', { as: me() }).then(() => say('done')), say('busy')),
)
id('page').addEventListener('click', () => doing(() => call('/practice/page', { as: me() }).then(() => '')))
id('next').addEventListener('click', () =>
  doing(() => call('/practice/next', {}).then(({ found }) => (found ? '' : say('nextNone'))), say('busy')),
)
const year = async () => {
  const dated = (now) => new Date(now).toLocaleDateString(words.locale, { dateStyle: 'long', timeZone: ZONE })
  const tick = (now) => {
    id('said').textContent = say('yearBusy', { date: dated(now) })
  }
  const told = await playYear(state, (advance) => call('/practice/clock', { advance }), tick)
  const places = [
    { id: 'channel', name: say('channel') },
    ...state.people.map(({ id: one, name }) => ({ id: `private:${one}`, name })),
  ]
  drawYear(id('year-list'), told, { places, locale: words.locale, say })
  id('year-told').hidden = false
  id('year-title').focus()
  id('said').textContent = say('busy')
  return say('yearDone')
}
id('year').addEventListener('click', () => doing(year, say('busy')))
id('year-close').addEventListener('click', () => {
  id('year-told').hidden = true
  id('year').focus()
})
for (const form of all('form')) {
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    const place = form.dataset.place === 'channel' ? 'channel' : `private:${me()}`
    doing(() => call('/practice/say', { as: me(), in: place, text: form.elements.text.value }).then(() => ''))
  })
}
await refresh()
document.body.removeAttribute('aria-busy')
document.body.inert = false
// What the bot edits on its own account, such as the channel's count, comes in by looking again.
setInterval(() => busy || refresh(), 3000)
