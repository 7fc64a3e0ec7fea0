// The line of the tour, and the outline around what it speaks of.
import { nextOf, resultFor, STEPS, TALK } from './tour.js'

const id = (name) => document.getElementById(name)

/** The fields of a card that must be filled in first: the one for text that is empty, or the choice that isn't made. */
const emptyField = (box, verb) => {
  if (!/^(round\.check|(direction|action)\.save)$/.test(verb)) return undefined
  const [text] = box.querySelectorAll('textarea, input:not([type=checkbox], [type=radio], [type=date])')
  if (text && text.value === '') return text
  const boxes = [...box.querySelectorAll('input[type=checkbox]')]
  return verb === 'action.save' && boxes.length > 0 && boxes.every(({ checked }) => !checked) ? boxes[0] : undefined
}

const MOST_STARS = 5

/** What opens the menu, where the page has one and this stands in it. */
const menuFor = (node) => (node?.closest('#menu-panel') ? id('menu') : undefined)

const inSight = (node) => node && !node.disabled && node.getClientRects().length > 0

/** @param room what the page knows: `state()`, `me()`, `taps(verb)`, `say(key, values)`, `show(place)` */
export const tourBar = ({ state, me, taps, say, show }) => {
  const boxOf = ({ message }) => message && document.querySelector(`[data-message="${CSS.escape(message)}"]`)

  /** What is next: a part of the page, a field, a button, or all the statements of which one fits. */
  const nodesFor = (next) => {
    if (next.page) return [document.querySelector(next.page)]
    const box = boxOf(next)
    if (!box) return []
    const buttons = [...box.querySelectorAll(`[data-verb="${next.verb}"]`)]
    if (next.verb === 'sheet.answer') return buttons
    if (next.verb === 'ballot.star') return buttons.slice(0, MOST_STARS)
    const field = emptyField(box, next.verb)
    return field ? [field] : [buttons.find((one) => one.matches('.style-positive, .main')) ?? buttons[0]]
  }

  const labelOf = (node) => node.textContent.replace(/\s+/g, ' ').trim()

  const tabOf = ({ place }) => place && document.querySelector(`nav [data-show=${place}]`)

  const lineFor = (node, { verb, page, who, place }) => {
    if (!node) return ''
    if (inSight(menuFor(node)) && !inSight(node)) return say('tourTap', { button: labelOf(menuFor(node)) })
    if (place && !inSight(node))
      return say('tourPlace', { place: labelOf(tabOf({ place }).querySelector('[data-word]')) })
    if (page === '#person') return say('tourBecome', { name: who })
    if (page?.startsWith('form')) return say('tourSend')
    if (node.matches('textarea')) return say('tourWrite')
    if (node.matches('[type=checkbox]')) return say('tourTick')
    if (node.matches('input')) return say(verb === 'round.check' ? 'tourName' : 'tourWhat')
    if (verb === 'sheet.answer') return say('tourAnswer')
    if (verb === 'ballot.star') return say('tourStar')
    return say('tourTap', { button: labelOf(node) })
  }

  const mark = (nodes) => {
    for (const node of document.querySelectorAll('.next')) if (!nodes.includes(node)) node.classList.remove('next')
    for (const node of nodes) node?.classList.add('next')
  }

  /** On a phone the result stands in the other conversation: she goes there before she says that it was talked about. */
  let isRead = false
  const upNext = () => {
    const next = nextOf(state(), me(), taps)
    if (next.step !== TALK) isRead = false
    else isRead ||= inSight(document.querySelector('#channel .messages'))
    const result = next.step === TALK && next.verb === 'talk.done' && !isRead && resultFor(state(), me())
    return result ? { ...next, ...result } : next
  }

  const draw = () => {
    const next = upNext()
    const nodes = nodesFor(next)
    const [node] = nodes
    const hidden = id('tour').classList.contains('hidden')
    // On a phone the other conversation is a tap away.
    const elsewhere = node && !inSight(node) && (next.place ? tabOf(next) : menuFor(node))
    mark(hidden ? [] : elsewhere ? [elsewhere] : nodes)
    id('tour-step').textContent = say('tourStep', { step: next.step, steps: STEPS })
    const last = next.page === '#year'
    const put = (name, text) => {
      if (id(name).textContent !== text) id(name).textContent = text
    }
    put('tour-now', last ? say(next.text) : lineFor(node, next))
    put('tour-text', last ? '' : say(next.text, { name: next.who ?? '' }))
    id('tour-show').hidden = !node
    return next
  }

  /** Where it led last: once is enough, and then she looks where she likes. */
  let led = ''

  /** Brings what is next into sight when it is new; when she asks for it again, and also from the other conversation. */
  const lead = (asked = false) => {
    const next = draw()
    const to = [me(), next.message ?? next.page, next.verb].join(' ')
    if (asked && next.place) show(next.place)
    const [node] = nodesFor(next)
    if (asked && !inSight(node)) menuFor(node)?.click()
    if (id('tour').classList.contains('hidden') || !inSight(node)) return
    if (led === to && !asked) return
    led = to
    boxOf(next)?.scrollIntoView({ block: 'start' })
    node.scrollIntoView({ block: 'nearest', inline: 'nearest' })
    if (asked) node.focus({ preventScroll: true })
  }

  return { draw, lead }
}
