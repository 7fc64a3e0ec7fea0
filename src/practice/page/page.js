// The practice room's page: the channel and one person's private chat, as the client of the platform shows them.
import { face } from './face.js'
import { conversations, ZONE } from './messages.js'
import { coordinatorOf, isSilent } from './tour.js'
import { tourBar } from './tourBar.js'
import { drawYear, playYear } from './year.js'

const id = (name) => document.getElementById(name)
const all = (selector) => [...document.querySelectorAll(selector)]

let state = { people: [], directory: [], places: [], messages: [] }
let words = {}
/** Slack has words of its own for some things. */
const wordOf = (key) => (document.body.dataset.platform === 'slack' && words[`${key}Slack`]) || (words[key] ?? key)
const say = (key, values = {}) =>
  Object.entries(values).reduce((text, [name, value]) => text.replace(`{${name}}`, value), wordOf(key))
const me = () => id('person').value
const everyone = () => [...state.people, ...state.directory]
const nameOf = (person) => everyone().find((one) => one.id === person)?.name
const faceOf = (person) => {
  const at = everyone().findIndex((one) => one.id === person)
  return at < 0 ? undefined : at
}

const call = async (path, body) => {
  const response = await fetch(path, body && { method: 'POST', body: JSON.stringify(body) })
  const answer = await response.json()
  if (!response.ok) id('said').textContent = answer.error ?? say('problem')
  return answer
}

/** One thing at a time: a second tap waits for nothing and does nothing. */
let busy = false
const doing = async (what, said = '', then = () => tour.lead()) => {
  if (busy) return
  busy = true
  document.body.setAttribute('aria-busy', 'true')
  id('said').textContent = said
  try {
    const after = await what()
    await refresh()
    if (id('said').textContent === said) id('said').textContent = after ?? ''
    then()
  } finally {
    busy = false
    document.body.removeAttribute('aria-busy')
  }
}

/** Of the team, and no longer in its channel. */
const hasLeft = (person) =>
  state.people.some(({ id: one }) => one === person) &&
  !state.places.find(({ id: one }) => one === 'channel')?.people.includes(person)

/** How often each tapped what says a verb: the tour shows a newcomer a few of each, not all. */
const tapped = new Map()
const taps = (verb) => tapped.get(`${me()} ${verb}`) ?? 0
const press = (message, { verb, data, inputs }) => {
  tapped.set(`${me()} ${verb}`, taps(verb) + 1)
  return doing(() => call('/practice/press', { as: me(), message: message.id, verb, data, inputs }).then(() => ''))
}

/** The message in whose thread she writes in the channel. */
let thread
const writeIn = (message, values) => {
  thread = message?.id
  id('thread').hidden = !message
  if (!message) return
  id('thread-of').textContent = say('inThread', values)
  id('channel-text').focus()
}

const { drawPlace, forget } = conversations({
  state: () => state,
  me,
  nameOf,
  faceOf,
  say,
  locale: () => words.locale,
  press,
  reply: writeIn,
})

const show = (name) => {
  document.querySelector('main').dataset.shown = name
  for (const tab of all('nav [data-show]')) tab.setAttribute('aria-pressed', String(tab.dataset.show === name))
  document.querySelector(`nav [data-show=${name}] .news`).textContent = ''
  document.querySelector(`#${name} .messages`).lastElementChild?.scrollIntoView({ block: 'nearest' })
  tour.draw()
}
const tour = tourBar({ state: () => state, me, taps, say, show })

/** Who plays whom: the faces beside the conversations, and the list at the top. */
const drawPeople = () => {
  const people = [
    ...state.people,
    ...state.directory.filter(({ id: one }) => state.messages.some((message) => message.in === `private:${one}`)),
  ]
  const person = id('person')
  if (person.options.length !== people.length) {
    const chosen = person.value
    person.replaceChildren(...people.map(({ id: value, name }) => new Option(name, value)))
    if (chosen) person.value = chosen
    id('people').replaceChildren(
      ...people.map(({ id: one, name }) => {
        const button = Object.assign(document.createElement('button'), { type: 'button', onclick: () => become(one) })
        button.dataset.person = one
        const role = document.createElement('small')
        const said = document.createElement('span')
        said.append(name, role)
        button.append(face(faceOf(one)), said)
        return button
      }),
    )
  }
  const coordinator = coordinatorOf(state)?.id
  for (const button of all('[data-person]')) {
    const { person: one } = button.dataset
    button.setAttribute('aria-pressed', String(one === me()))
    const role = hasLeft(one)
      ? 'roleGone'
      : one === coordinator
        ? 'roleCoordinator'
        : isSilent(state, one)
          ? 'roleSilent'
          : ''
    button.querySelector('small').textContent = role && say(role)
  }
  id('my-face').replaceChildren(face(faceOf(me())))
}

/** Of the bot's own corner: her page in a browser, what was said, and in Slack the home page. A window that opens over the page stands among what was said. */
const showPart = (part) => {
  id('home').hidden = part !== 'page'
  id('web-page').hidden = part !== 'web'
  for (const one of all('#private > .messages, #private > form')) one.hidden = part !== 'talk'
  for (const one of ['page', 'talk', 'web']) id(one).setAttribute('aria-pressed', String(one === part))
}

const drawConversation = (name, place) => {
  const news = drawPlace(name, place)
  // What the bot writes while she is on her page waits beside it.
  if (news && name === 'private' && id('web-page').hidden) showPart('talk')
  const tab = document.querySelector(`nav [data-show=${name}] .news`)
  if (news && document.querySelector('main').dataset.shown !== name) tab.textContent = ' ●'
}

const drawClock = (now) => {
  id('clock').textContent = new Date(now).toLocaleString(words.locale, {
    ...{ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' },
    timeZone: ZONE,
  })
}

/** Whose page is open; somebody else has one of her own. */
let pageOf
const closePage = () => {
  if (pageOf === me() || pageOf === undefined) return
  pageOf = undefined
  id('web-page').removeAttribute('src')
  showPart('talk')
}
/** Her page by the link that her chat gives her, as in any browser: it opens once, by a tap. */
const openPage = async () => {
  if (pageOf === me()) return
  const { messages } = await call('/practice/say', { as: me(), in: `private:${me()}`, text: words.web })
  const [link] = /http:\/\/[\w.:]+\/open\/[\w-]+/.exec(JSON.stringify(messages ?? [])) ?? []
  if (!link) return
  id('web-page').title = say('webOf', { name: nameOf(me()) ?? '' })
  id('web-page').src = link
  pageOf = me()
}

const refresh = async () => {
  state = await call('/practice/state')
  if (document.body.dataset.platform !== state.platform) {
    document.body.dataset.platform = state.platform
    speak(language.value, offered)
  }
  id('platform').value = state.platform
  id('platform-choice').hidden = !state.switchable
  drawPeople()
  drawClock(state.clock)
  id('leave').disabled = !state.people.some(({ id: one }) => one === me()) || hasLeft(me())
  id('page').hidden = state.platform !== 'slack'
  if (state.platform !== 'slack' && !id('home').hidden) showPart('talk')
  id('private-title').textContent = say('private', { name: nameOf(me()) ?? '' })
  // Who left sees nothing of it any more.
  const gone = hasLeft(me())
  drawConversation('channel', gone ? 'left' : 'channel')
  document.querySelector('form[data-place=channel]').hidden = gone
  drawConversation('private', `private:${me()}`)
  drawPlace('home', `page:${me()}`)
  tour.draw()
}

const become = async (person) => {
  id('person').value = person
  closePage()
  await refresh()
  tour.lead()
}

const speak = (language, offered) => {
  words = offered[language]
  document.documentElement.lang = language
  document.title = say('title')
  for (const element of all('[data-word]')) element.textContent = say(element.dataset.word)
  for (const bot of all('.sign.bot')) bot.replaceChildren(face())
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
  forget()
  refresh()
})
const theme = id('theme')
const paint = () => {
  document.documentElement.dataset.theme = theme.value
}
theme.value = new URLSearchParams(location.search).get('theme') ?? ''
theme.addEventListener('change', paint)
paint()
id('platform').addEventListener('change', () =>
  doing(async () => {
    await call('/practice/platform', { platform: id('platform').value })
    location.search = new URLSearchParams({ language: language.value, theme: theme.value })
  }, say('platformBusy')),
)
id('thread-leave').addEventListener('click', () => {
  writeIn(undefined)
  id('channel-text').focus()
})
id('person').addEventListener('change', () => become(me()))
id('tour-show').addEventListener('click', () => tour.lead(true))
id('tour-toggle').addEventListener('click', () => {
  const hidden = id('tour').classList.toggle('hidden')
  id('tour-toggle').setAttribute('aria-expanded', String(!hidden))
  id('tour-toggle').textContent = say(hidden ? 'tourShow' : 'tourHide')
  tour.draw()
})
// What she fills in may be all that the next button waits for.
document.querySelector('main').addEventListener('input', () => tour.draw())
for (const tab of all('nav [data-show]')) tab.addEventListener('click', () => show(tab.dataset.show))
for (const button of all('[data-advance]'))
  button.addEventListener('click', () =>
    doing(() => call('/practice/clock', { advance: button.dataset.advance }).then(() => '')),
  )
id('others').addEventListener('click', () =>
  doing(() => call('/practice/others', { as: me() }).then(() => say('done')), say('busy')),
)
/** On a phone what moves the clock and the settings are a tap away; what she did there closes it, and so does a tap beside it. */
const isMenuOpen = () => id('menu').getAttribute('aria-expanded') === 'true'
const openMenu = (open) => {
  id('menu').setAttribute('aria-expanded', String(open))
  tour.draw()
}
id('menu').addEventListener('click', () => openMenu(!isMenuOpen()))
document.addEventListener('pointerdown', ({ target }) => {
  if (isMenuOpen() && !target.closest('#menu, #menu-panel')) openMenu(false)
})
id('menu-panel').addEventListener('click', ({ target }) => target.closest('button') && openMenu(false))
id('menu-panel').addEventListener('change', () => openMenu(false))
document.addEventListener('keydown', ({ key }) => {
  if (key !== 'Escape' || !isMenuOpen()) return
  openMenu(false)
  id('menu').focus()
})
id('leave').addEventListener('click', () =>
  doing(() => call('/practice/leave', { as: me() }).then(() => say('left', { name: nameOf(me()) ?? '' }))),
)
id('page').addEventListener('click', () =>
  doing(
    () => call('/practice/page', { as: me() }).then(() => ''),
    '',
    () => showPart('page'),
  ),
)
id('web').addEventListener('click', () =>
  doing(
    () => openPage().then(() => ''),
    '',
    () => pageOf === me() && showPart('web'),
  ),
)
id('talk').addEventListener('click', () => showPart('talk'))
id('next').addEventListener('click', () =>
  doing(() => call('/practice/next', {}).then(({ found }) => (found ? '' : say('nextNone'))), say('busy')),
)

/** From the list of the year to the message itself, as whoever got it. */
const goTo = async (message) => {
  const place = message.in === 'channel' ? 'channel' : 'private'
  if (place === 'private') await become(message.in.slice('private:'.length))
  show(place)
  if (matchMedia('(max-width: 760px)').matches) id('year-told').hidden = true
  const box = document.querySelector(`[data-message="${CSS.escape(message.id)}"]`)
  box?.scrollIntoView({ block: 'center' })
  box?.focus({ preventScroll: true })
}
const year = async () => {
  const dated = (now) => new Date(now).toLocaleDateString(words.locale, { dateStyle: 'long', timeZone: ZONE })
  const tick = (now) => {
    drawClock(now)
    id('said').textContent = say('yearBusy', { date: dated(now) })
  }
  const told = await playYear(state, (advance) => call('/practice/clock', { advance }), tick)
  const places = [
    { id: 'channel', name: say('channel') },
    ...state.people.map(({ id: one, name }) => ({ id: `private:${one}`, name, face: face(faceOf(one)) })),
  ]
  drawYear(id('year-list'), told, { places, locale: words.locale, say, goTo })
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
    const channel = form.dataset.place === 'channel'
    const { text } = form.elements
    const said = { as: me(), in: channel ? 'channel' : `private:${me()}`, text: text.value }
    const where = channel && thread ? { thread } : {}
    if (channel) writeIn(undefined)
    const sent = () =>
      call('/practice/say', { ...said, ...where }).then(({ error }) => {
        // As in the client: what was sent stands above, and no longer in the field.
        if (!error) text.value = ''
        return ''
      })
    // What she asked for is answered in sight; the tour waits.
    doing(sent, '', tour.draw)
  })
}
await refresh()
tour.lead()
document.body.removeAttribute('aria-busy')
document.body.inert = false
// What the bot edits on its own account, such as the channel's count, comes in by looking again.
setInterval(() => busy || refresh(), 3000)
