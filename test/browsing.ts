import { readAs, type Team } from './practiceTeam.ts'

/** Asks for pages as a browser does: a form says whose page it is from, and cookies are kept. */
export interface Browsing {
  readonly cookie: () => string
  get(path: string): Promise<Answer>
  /** Sends a form. @param fields what is in it */
  post(
    path: string,
    fields: Readonly<Record<string, string>>,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Answer>
  /** Sends what a script does. */
  send(path: string, body: string, headers: Readonly<Record<string, string>>): Promise<Answer>
  /** Presses a button of the page that was shown last, by its words. */
  presses(label: string, filled?: Readonly<Record<string, string>>): Promise<Answer>
  readonly page: () => string
}

/** What came back. */
export interface Answer {
  readonly status: number
  readonly text: string
  readonly headers: Headers
}

const unescaped = (text: string): string =>
  text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')

/** The words of a page, without its markup. */
export const wordsOf = (page: string): string =>
  unescaped(page.replace(/^[\s\S]*<main/, '<main').replace(/<[^>]+>/g, ' ')).replace(/\s+/g, ' ')

/** A browser that knows nothing yet. @param at the bot's own address */
export const browser = (at: string): Browsing => {
  let kept = ''
  let shown = ''
  const keep = async (answer: Response): Promise<Answer> => {
    const [set] = answer.headers.getSetCookie()
    if (set !== undefined) kept = set.split(';')[0] ?? ''
    shown = await answer.text()
    return { status: answer.status, text: shown, headers: answer.headers }
  }
  const own = { origin: new URL(at).origin, 'sec-fetch-site': 'same-origin' }
  const browsing: Browsing = {
    cookie: () => kept,
    page: () => shown,
    get: async (path) => keep(await fetch(new URL(path, at), { headers: { cookie: kept }, redirect: 'manual' })),
    post: async (path, fields, headers = {}) =>
      keep(
        await fetch(new URL(path, at), {
          method: 'POST',
          redirect: 'manual',
          headers: { cookie: kept, 'content-type': 'application/x-www-form-urlencoded', ...own, ...headers },
          body: new URLSearchParams(fields),
        }),
      ),
    send: async (path, body, headers) =>
      keep(
        await fetch(new URL(path, at), {
          method: 'POST',
          redirect: 'manual',
          headers: { cookie: kept, ...own, ...headers },
          body,
        }),
      ),
    presses: (label, filled = {}) => {
      const form = shown.split('<form').find((one) => buttonIn(one, label) !== undefined)
      if (form === undefined) throw new Error(`no button says '${label}': ${wordsOf(shown)}`)
      const hidden = [...form.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g)]
      const typed = Object.entries(filled).map(([name, value]) => [`field.${name}`, value])
      return browsing.post('/press', {
        ...Object.fromEntries(hidden.map(([, name, value]) => [name, unescaped(value ?? '')])),
        ...standing(form),
        ...Object.fromEntries(typed),
        press: unescaped(buttonIn(form, label) ?? ''),
      })
    },
  }
  return browsing
}

/** What stands in the fields of a form as it is shown. */
const standing = (form: string): Record<string, string> => {
  const found: Record<string, string> = {}
  for (const [, name = '', value = ''] of form.matchAll(
    /<input type="(?:text|date)"[^>]*name="(field\.[^"]+)" value="([^"]*)"/g,
  ))
    found[name] = unescaped(value)
  for (const [, name = '', value = ''] of form.matchAll(/<textarea[^>]*name="(field\.[^"]+)"[^>]*>([^<]*)</g))
    found[name] = unescaped(value)
  for (const [, name = '', value = ''] of form.matchAll(
    /<input type="(?:checkbox|radio)" name="(field\.[^"]+)" value="([^"]*)" checked/g,
  ))
    found[name] = [found[name], unescaped(value)].filter(Boolean).join(',')
  for (const [, name = '', options = ''] of form.matchAll(
    /<select[^>]*name="(field\.[^"]+)"[^>]*>([\s\S]*?)<\/select>/g,
  ))
    found[name] = unescaped(/<option value="([^"]*)" selected/.exec(options)?.[1] ?? '')
  return found
}

const buttonIn = (form: string, label: string): string | undefined =>
  [...form.matchAll(/<button[^>]*name="press" value="([^"]*)"[^>]*>([\s\S]*?)<\/button>/g)].find(([, , words]) =>
    wordsOf(`<main>${words}`).includes(label),
  )?.[1]

/** The link that someone's chat gave her. */
export const linkIn = (team: Team, name: string): string => {
  const card = team.privately(name).messages().at(-1)?.card
  const found = /http:\/\/[\w.:]+\/open\/[\w-]+/.exec(JSON.stringify(card))?.[0]
  if (found === undefined)
    throw new Error(`no link in: ${readAs(team.privately(name).messages().at(-1) as never, name.toLowerCase())}`)
  return found
}

/** She asks for her page in her chat, and opens it. */
export const opensHerPage = async (team: Team, name: string): Promise<Browsing> => {
  await team.privately(name).says(`private:${name.toLowerCase()}`, 'pagina')
  const link = linkIn(team, name)
  const hers = browser(link)
  await hers.post(new URL(link).pathname, {})
  await hers.get('/me')
  return hers
}
