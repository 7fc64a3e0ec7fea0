// The plain page of the practice room: the channel and one person's private chat, drawn by the official renderer.
const { AdaptiveCards } = window
const id = (name) => document.getElementById(name)

AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
  // Teams reads Markdown in text blocks; ours never need it, so what would be markup stays text here.
  const literal = document.createElement('span')
  literal.textContent = text
  result.outputHtml = literal.innerHTML
  result.didProcess = true
}

const hostConfig = new AdaptiveCards.HostConfig({
  fontFamily: 'inherit',
  // Below the page's own headings.
  textBlock: { headingLevel: 3 },
  fontSizes: { small: 13, default: 15, medium: 17, large: 20, extraLarge: 24 },
  spacing: { small: 8, default: 10, medium: 16, large: 24, extraLarge: 32, padding: 10 },
  actions: { actionsOrientation: 'horizontal', actionAlignment: 'left', buttonSpacing: 8, maxActions: 10 },
  containerStyles: {
    default: { backgroundColor: '#ffffff', foregroundColors: colors() },
    emphasis: { backgroundColor: '#f3f3f7', foregroundColors: colors() },
    accent: { backgroundColor: '#dfe0fa', foregroundColors: colors() },
  },
})

function colors() {
  const both = (value, subtle = value) => ({ default: value, subtle })
  return {
    default: both('#1b1b1f', '#50505c'),
    accent: both('#444791'),
    good: both('#2f8a3e'),
    warning: both('#e07b00'),
    attention: both('#b3261e'),
  }
}

const call = async (path, body) => {
  const response = await fetch(path, body && { method: 'POST', body: JSON.stringify(body) })
  const answer = await response.json()
  id('problem').textContent = response.ok ? '' : (answer.error ?? 'Er ging iets mis.')
  return answer
}

let state = { people: [], places: [], messages: [] }
const me = () => id('person').value

const drawCard = (message, card) => {
  const drawn = new AdaptiveCards.AdaptiveCard()
  drawn.hostConfig = hostConfig
  drawn.parse(card)
  drawn.onExecuteAction = async (action) => {
    const inputs = Object.fromEntries(drawn.getAllInputs().map((input) => [input.id, input.value ?? '']))
    const { verb, data } = action.toJSON()
    await call('/practice/press', { as: me(), message: message.id, verb, data, inputs })
    await refresh()
  }
  return drawn.render()
}

const drawMessage = (message) => {
  const box = document.createElement('article')
  box.dataset.message = message.id
  box.tabIndex = -1
  box.className = message.from === me() ? 'message mine' : 'message'
  const from = document.createElement('p')
  from.className = 'from'
  const name = state.people.find((person) => person.id === message.from)?.name ?? 'Quickscan'
  from.textContent = `${name} · ${new Date(message.at).toLocaleString('nl-BE', { dateStyle: 'short', timeStyle: 'short' })}`
  box.append(from)
  const card = message.sees[me()]
  if (card) box.append(drawCard(message, card))
  else box.append(document.createTextNode(message.text))
  return box
}

const shown = new Map()
const drawPlace = (element, place) => {
  const messages = state.messages.filter((message) => message.in === place)
  const said = JSON.stringify([me(), messages])
  if (shown.get(element) === said) return
  shown.set(element, said)
  // Whoever was in a card stays in it when it is drawn anew: the keyboard goes on from there.
  const focused = element.contains(document.activeElement) && document.activeElement.closest('article')?.dataset.message
  element.replaceChildren(...messages.map(drawMessage))
  if (focused) element.querySelector(`[data-message="${focused}"]`)?.focus({ preventScroll: true })
}

const refresh = async () => {
  state = await call('/practice/state')
  const person = id('person')
  if (person.options.length === 0) {
    person.replaceChildren(...state.people.map(({ id: value, name }) => new Option(name, value)))
  }
  id('clock').textContent = new Date(state.clock).toLocaleString('nl-BE', { dateStyle: 'full', timeStyle: 'short' })
  drawPlace(id('channel'), 'channel')
  drawPlace(id('private'), `private:${me()}`)
}

id('person').addEventListener('change', refresh)
for (const button of document.querySelectorAll('[data-advance]')) {
  button.addEventListener('click', async () => {
    await call('/practice/clock', { advance: button.dataset.advance })
    await refresh()
  })
}
for (const form of document.querySelectorAll('form')) {
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    const place = form.dataset.place === 'channel' ? 'channel' : `private:${me()}`
    await call('/practice/say', { as: me(), in: place, text: form.elements.text.value })
    await refresh()
  })
}
await refresh()
// What the bot edits on its own account, such as the channel's count, comes in by looking again.
setInterval(refresh, 3000)
