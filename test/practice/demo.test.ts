import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import { resultScreen } from '../../src/cards/screens/result/resultScreen.ts'
import { teamsCard } from '../../src/cards/teams/render.ts'
import { practiceEnvironment } from '../../src/cli/demo.ts'
import { gate } from '../../src/kit/gate.ts'
import { blockOf } from '../../src/kit/kit.ts'
import { addBallot, EMPTY_STARS, rank, type StarVotes } from '../../src/kit/stars.ts'
import { addSheet, EMPTY_TALLY } from '../../src/kit/tally.ts'
import { textsOf } from '../../src/practice/cardReading.ts'
import type { Story } from '../../src/practice/play/autoPlay.ts'
import { runNode } from '../nodeProcess.ts'
import { voice } from '../voice.ts'

const root = join(import.meta.dirname, '../..')

interface Played {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
  /** As it was written with `--json`. */
  readonly json: string
  /** Seconds of processor time. */
  readonly work: number
}
const stories = new Map<string, Played>()
/** Played once, however many tests look at it. */
const played = (platform: 'teams' | 'slack', seed: number, people: number): Played => {
  const name = `${platform} ${seed} ${people}`
  const known = stories.get(name)
  if (known) return known
  const folder = mkdtempSync(join(tmpdir(), 'quickscan-demo-'))
  const [file, spent] = [join(folder, 'story.json'), join(folder, 'cpu')]
  const told = ['--auto', '--platform', platform, '--seed', `${seed}`, '--people', `${people}`, '--json', file]
  const { status, stdout, stderr } = runNode(['--import', CPU_TIME, 'bin/quickscan.mjs', 'demo', ...told], {
    env: { ...process.env, CPU_TIME_FILE: spent },
  })
  const story = { status, stdout, stderr, json: readFileSync(file, 'utf8'), work: Number(readFileSync(spent)) / 1e6 }
  rmSync(folder, { recursive: true, force: true })
  stories.set(name, story)
  return story
}
const CPU_TIME = pathToFileURL(join(root, 'test/cpuTime.ts')).href
/** Seconds of processor time for a whole story of fourteen months: about 11 for six people, 15 for twelve. */
const MOST_WORK = 30
/** Months that the story lasts. */
const MONTHS = 14

describe('npm run demo -- --auto', () => {
  const ran = played('teams', 1, 6)

  it('plays the story to its end, with well under thirty seconds of work', () => {
    expect(ran.stderr).toBe('')
    expect(ran.status).toBe(0)
    expect(ran.work).toBeLessThan(MOST_WORK)
  })

  it('prints it as a story people can read', () => {
    expect(ran.stdout).toMatch(/Lotte +in het kanaal: @Quickscan/)
    expect(ran.stdout).toContain('dient nooit in')
    expect(ran.stdout).toContain('5 van 6 dienden in')
    expect(ran.stdout).toContain('kijkt terug op de actie: 44')
    for (const told of ['samen met Joris', 'leest voortaan Engels', 'leest verder over', 'op de teamagenda'])
      expect(ran.stdout).toContain(told)
    expect(ran.stdout).toMatch(/📅 Actie\nElke week een uur TikTok verkennen[\s\S]*afgerond/)
  })

  it('plays fourteen months, with one who is silent and one who leaves, into a second round', () => {
    for (const told of [
      /Fatima +tikt op \[Ik neem het op\]\nFatima +geeft een actie door aan Joris\nJoris +tikt op \[Ik neem het op\]/,
      /aan Lotte: Een herinnering: dit wacht al sinds do 26 nov\./,
      /Anke +verlaat het kanaal\nQuickscan +aan Lotte: Anke zit niet meer in jullie kanaal/,
      /Lotte +tikt op \[Ik neem het over\]/,
      /Samir +tikt op \[Bijsturen\], en past de actie aan/,
      /aan Wout: Ik vroeg het ook al op 28 dec 2026, en kreeg nog geen antwoord\./,
      /aan Lotte: Nog geen antwoord van Wout op de vraag van 28 dec 2026\./,
      /aan Fatima: Dit liep tot 26 mei 2027\. Gehaald, verlengen of stoppen\?\nFatima +tikt op \[Verlengen\]/,
      /Is het tijd voor een tweede scan\?[\s\S]*Lotte +tikt op \[Over een maand\][\s\S]*tweede scan\?[\s\S]*start een tweede ronde/,
      /Lotte +tikt op \[Afronden\] bij Elke week een uur TikTok verkennen/,
      /Lotte +tikt op \[Verder\] bij Een gedragscode schrijven/,
      /Lotte +tikt op \[Stoppen\] bij Een werktelefoon kiezen/,
    ])
      expect(ran.stdout).toMatch(told)
    expect(ran.stdout.match(/in het kanaal: 📅 Het plan (sinds|in) /g)).toHaveLength(MONTHS - 1)
  })

  it('ends with a plan that lives, and with how rarely it wrote unasked', () => {
    const { plan, unasked } = (JSON.parse(ran.json) as Story).year
    expect(plan).toContain('3 acties lopen')
    for (const what of [
      'Woensdagnamiddag samen chatten',
      'Vorming zoeken over beeldgebruik',
      'Een gedragscode schrijven',
    ])
      expect(plan[plan.indexOf(what) + 1]).toMatch(/^🟢 op schema · opvolging \d+ (jan|mrt) 2028 · /)
    expect(Object.keys(unasked).sort()).toEqual(['channel', 'fatima', 'joris', 'lotte', 'samir', 'wout'])
    for (const [whose, count] of Object.entries(unasked))
      expect(count, whose).toBeLessThanOrEqual(whose === 'lotte' ? 2 * MONTHS : 1.5 * MONTHS)
  })

  it('writes what each answered and what was posted, and anyone can recount', () => {
    const story = JSON.parse(ran.json) as Story
    expect(story.played).toHaveLength(6)
    const handedIn = story.played.filter((one) => one.handedIn)
    const tally = handedIn.map(({ answers, remarks }) => ({ grades: answers, remarks })).reduce(addSheet, EMPTY_TALLY)
    const expected = resultScreen(voice, { id: '', title: story.title, asked: 6 }, gate(voice.kit, tally, 5))
    const posted = story.channel.find(({ says }) => says.join().includes('dienden in'))
    expect(posted?.says).toEqual(textsOf(teamsCard(expected) as unknown as Record<string, unknown>))
    const ballots = story.played.filter(({ stars }) => Object.keys(stars).length > 0)
    const result = gate(voice.kit, tally, 5)
    const starred = ballots
      .map(({ stars, reasons }) => ({ stars: stars as StarVotes, reasons }))
      .reduce(addBallot, EMPTY_STARS)
    const { places } = rank(voice.kit, starred, result, 5)
    const proposal = story.channel.find(({ says }) => says.join().includes('Een voorstel, geen besluit'))?.says ?? []
    const ranked = places.map(({ block }, at) => `${at + 1}. ${blockOf(voice.kit, block).name} ·`)
    expect(ranked).toHaveLength(7)
    for (const place of ranked) expect(proposal.join('\n')).toContain(place)
  })
})

describe('npm run demo -- --auto --platform slack', () => {
  it('knows no other platform than the two', () => {
    const { status, stderr } = runNode(['bin/quickscan.mjs', 'demo', '--auto', '--platform', 'mail'])
    expect(status).toBe(2)
    expect(stderr).toContain('--platform teams|slack')
  })

  it.each([
    ['six', 1, 6],
    ['twelve', 2, 12],
  ])('tells the very same story for %s people, to the last byte of its JSON', (_, seed, people) => {
    const [teams, slack] = [played('teams', seed, people), played('slack', seed, people)]
    for (const { stderr, status, work } of [teams, slack]) {
      expect(stderr).toBe('')
      expect(status).toBe(0)
      expect(work).toBeLessThan(MOST_WORK)
    }
    expect(slack.json.length).toBeGreaterThan(5000)
    expect(slack.json).toBe(teams.json)
  })
})

describe('npm run demo -- --auto --people 12', () => {
  it('shows shares, asks nobody her role, and can be recounted like any other', () => {
    const { status, stderr, json } = played('teams', 2, 12)
    expect(stderr).toBe('')
    expect(status).toBe(0)
    const story = JSON.parse(json) as Story
    const handedIn = story.played.filter((one) => one.handedIn)
    expect(handedIn.every(({ role }) => role === undefined)).toBe(true)
    const result = gate(
      voice.kit,
      handedIn
        .map(({ answers, remarks, role }) => ({ grades: answers, remarks, ...(role ? { role } : {}) }))
        .reduce(addSheet, EMPTY_TALLY),
      5,
    )
    const expected = resultScreen(voice, { id: '', title: story.title, asked: 12 }, result)
    const posted = story.channel.find(({ says }) => says.join().includes('dienden in'))
    expect(posted?.says).toEqual(textsOf(teamsCard(expected) as unknown as Record<string, unknown>))
    expect(result.elements.some(({ fifths }) => fifths !== undefined)).toBe(true)
  })
})

describe('npm run screens', () => {
  it('writes every screen in every language, and refuses to guess where', () => {
    const folder = mkdtempSync(join(tmpdir(), 'quickscan-screens-'))
    const run = (...args: string[]) => runNode(['src/cli/screens.ts', ...args])
    expect(run('--out', folder).stdout).toMatch(/^\d+ screens in /)
    expect(run().status).toBe(2)
    rmSync(folder, { recursive: true, force: true })
  })
})

describe('the bot started by hand', () => {
  const byHand = (...options: string[]) =>
    runNode([...options, 'bin/onlife-quickscan.mjs'], { env: {}, fromSources: true })

  it('says in one sentence what an older Node is missing', () => {
    const older = `--import=data:text/javascript,Object.defineProperty(process.versions,'node',{value:'20.19.0'})`
    const { status, stderr } = byHand(older)
    expect(status).toBe(1)
    expect(stderr.trim().split('\n')).toHaveLength(1)
    expect(stderr).toContain('Quickscan needs Node 24 or newer and this is Node 20.19.0')
  })

  it('stops on a broken kit, with file, path and what was expected', () => {
    const folder = mkdtempSync(join(tmpdir(), 'quickscan-kit-'))
    cpSync(join(root, 'content/nl/kit'), folder, { recursive: true })
    const file = join(folder, '3-vaardigheden.yaml')
    const text = readFileSync(file, 'utf8').replace(/orange: .*/, 'orange: ""')
    const line = text.split('\n').findIndex((one) => one.includes('orange: ""')) + 1
    writeFileSync(file, text)
    const environment = { ...practiceEnvironment('http://127.0.0.1:9', folder), KIT_DIR: folder }
    const { status, stderr } = runNode(['bin/onlife-quickscan.mjs'], { env: environment, fromSources: true })
    rmSync(folder, { recursive: true, force: true })
    expect(status).toBe(1)
    expect(stderr).toContain(`${file}:${line}: elements.0.orange: `)
  })

  it('names all missing settings at once, and stops', () => {
    const { status, stderr } = byHand()
    expect(status).toBe(1)
    for (const name of ['DATA_KEYS', 'TEAMS_CLIENT_ID', 'TEAMS_TENANT_ID', 'TEAMS_CLIENT_SECRET'])
      expect(stderr).toContain(name)
    expect(stderr).not.toContain('    at ')
  })
})
