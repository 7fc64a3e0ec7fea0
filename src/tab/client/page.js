// What makes a page quicker with a script: a press changes what it has to, in place of loading all anew. Without it all works the same.
const main = () => document.getElementById('main')

const shows = (text) => {
  const next = new DOMParser().parseFromString(text, 'text/html')
  const fresh = next.getElementById('main')
  const old = main()
  if (!fresh || !old) return false
  document.title = next.title
  old.replaceWith(fresh)
  window.scrollTo(0, 0)
  const heading = fresh.querySelector('h1')
  if (heading) {
    heading.tabIndex = -1
    heading.focus({ preventScroll: true })
  }
  return true
}

const sends = async (form, pressed) => {
  const box = main()
  box.setAttribute('aria-busy', 'true')
  try {
    const answer = await fetch(form.action, {
      method: 'POST',
      body: new URLSearchParams(new FormData(form, pressed)),
    })
    if (!shows(await answer.text())) throw new Error('not a page')
  } catch {
    // What was filled in is still there, to be sent again.
    box.removeAttribute('aria-busy')
    document.getElementById('failed').hidden = false
  }
}

document.addEventListener('submit', (event) => {
  const form = event.target
  if (!form.matches('form[action="/press"]') || main()?.ariaBusy === 'true') {
    if (main()?.ariaBusy === 'true') event.preventDefault()
    return
  }
  event.preventDefault()
  document.getElementById('failed').hidden = true
  sends(form, event.submitter)
})

// An address to be copied is chosen as a whole.
document.addEventListener('focusin', ({ target }) => {
  if (target.matches('input[readonly]')) target.select()
})

// What a browser kept of before may be over.
window.addEventListener('pageshow', ({ persisted }) => {
  if (persisted) location.reload()
})
