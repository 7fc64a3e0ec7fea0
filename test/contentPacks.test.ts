import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { OURS, openPack } from '../src/build/content.ts'
import { contentOf, voicesOf } from '../src/build/voices.ts'
import { TEAMS } from '../src/cards/limits.ts'
import { everySample } from '../src/cards/samples/samples.ts'
import { slackMessage } from '../src/cards/slack/render.ts'
import { slackHome, slackModal } from '../src/cards/slack/views.ts'
import { teamsCard } from '../src/cards/teams/render.ts'
import { contentWarnings } from '../src/cli/checkContent.ts'
import type { Language } from '../src/kit/languages.ts'
import { listen } from '../src/kit/typed/listen.ts'
import { homeProblems, messageProblems, modalProblems } from '../src/practice/slack/rules.ts'
import { clearingPacks, filesIn, invented, kitOf, packOf, withGerman } from './given/packs.ts'

clearingPacks()

const voicesFor = (folder: string) => {
  const settings = { BOT_LANGUAGE: 'nl', KIT_DIR: folder, TIME_ZONE: 'Europe/Brussels' } as const
  return voicesOf(settings, contentOf(settings))
}
const DE = 'de' as Language

/** Under another name in the folder of the pack; `kit` for all of a kit. */
const changed = (name: string, edit: (text: string) => string | Buffer): string => {
  const files: Record<string, string | Buffer> = kitOf(100)
  return packOf({ ...files, [name]: edit(String(files[name] ?? '')) })
}

describe('a pack with the printed wording', () => {
  const folder = packOf(kitOf(300))

  it('is read with statements of 300 characters, and ours stay in the other languages', () => {
    const content = openPack(folder)
    expect(content.kit('nl').elements[0]?.statements.green).toHaveLength(300)
    expect(content.kit('fr')).toEqual(OURS.kit('fr'))
    expect(content.sentences('nl').say('welcome.title')).toBe(OURS.sentences('nl').say('welcome.title'))
  })

  it('is warned about, statement by statement, with file and line', () => {
    const warnings = contentWarnings(folder)
    expect(warnings).toHaveLength(126)
    expect(warnings[0]).toBe(`${join(folder, '1.yaml')}:9: 1.1 green: 300 characters; up to 110 fit a phone’s screen`)
    expect(contentWarnings(packOf(kitOf(110)))).toEqual([])
  })

  it('fits what Slack and Teams take, on every screen', () => {
    for (const { sample, screen, size, language } of everySample(voicesFor(folder))) {
      if (language !== 'nl') continue
      const name = `${screen} ${size}`
      expect(messageProblems(slackMessage(sample).blocks), name).toEqual([])
      expect(modalProblems({ ...slackModal(sample) }), name).toEqual([])
      expect(homeProblems({ ...slackHome(sample) }), name).toEqual([])
      expect(Buffer.byteLength(JSON.stringify(teamsCard(sample)), 'utf16le'), name).toBeLessThan(TEAMS.messageBytes)
    }
  })

  it('is refused with statements that are longer still', () => {
    expect(() => openPack(packOf(kitOf(301)))).toThrow(/1\.yaml:9: elements\.0\.green: .*<=300/)
  })

  it('is heard and searched by its own words', () => {
    const files = kitOf(100)
    files['3.yaml'] = (files['3.yaml'] ?? '').replace(/^name: .*/m, 'name: Kwikzilver')
    const content = openPack(packOf(files))
    expect(listen(content.listening(), 'bouwsteen kwikzilver')).toMatchObject({ intent: 'block', argument: '3' })
    expect(contentOf({ BOT_LANGUAGE: 'nl', KIT_DIR: packOf(files) }).kit('nl').blocks[2]?.name).toBe('Kwikzilver')
  })

  it('is in its own language, whichever the bot’s is', () => {
    const french = packOf(kitOf(90, 'fr'))
    const voices = voicesFor(french)
    expect(voices.fr.kit.name).toBe('Verzonnen kit')
    expect(voices.nl.kit).toEqual(OURS.kit('nl'))
  })
})

describe('a pack in part', () => {
  it('brings an entry, a question, a step and a sentence, and everything else is ours', () => {
    const content = openPack(
      packOf({
        'library.yaml':
          '- id: mediawijs\n  nl: Onze eigen uitleg over Mediawijs.\n- id: ons-aanbod\n  name: Ons aanbod\n  link: https://voorbeeld.example\n  from: nl-BE\n  kind: tool\n  blocks: ["1"]\n  for: [youth]\n  nl: Wat wij zelf aanbieden.\n',
        'nl/deepening.yaml': '"1":\n  core: Waarom doen wij dit?\n',
        'nl/concern.yaml': '- id: vermoeden\n  title: Bel eerst Fatima\n',
        'nl/sentences.yaml': 'language:\n  en: Engels\n',
        'nl/notice.md': '# Ons bericht\n',
      }),
    )
    const nl = content.reading('nl')
    const entry = (language: Language, id: string) => content.reading(language).library.find((one) => one.id === id)
    expect(entry('nl', 'mediawijs')?.description).toBe('Onze eigen uitleg over Mediawijs.')
    expect(entry('nl', 'mediawijs')?.link).toBe('https://www.mediawijs.be')
    expect(entry('nl', 'ons-aanbod')?.description).toBe('Wat wij zelf aanbieden.')
    expect(entry('fr', 'ons-aanbod')?.description).toBe('Wat wij zelf aanbieden.')
    expect(nl.library).toHaveLength(OURS.reading('nl').library.length + 1)
    expect(nl.deepening['1']).toEqual({ ...OURS.reading('nl').deepening['1'], core: 'Waarom doen wij dit?' })
    expect(nl.concern[0]?.title).toBe('Bel eerst Fatima')
    expect(nl.concern[0]?.ways).toEqual(OURS.reading('nl').concern[0]?.ways)
    expect(content.sentences('nl').say('language.en')).toBe('Engels')
    expect(content.paper('nl', 'notice')).toContain('Ons bericht')
    expect(content.paper('nl', 'terms')).toBeUndefined()
  })
})

describe('a pack with a language more', () => {
  const folder = withGerman()
  const voices = voicesFor(folder)

  it('is spoken, listed and understood', () => {
    expect(voices.nl.languages).toEqual(['nl', 'en', 'fr', 'de'])
    expect(voices.fr.say('language.de')).toBe('Deutsch')
    expect(voices[DE].say('language.de')).toBe('Deutsch')
    expect(voices[DE].reading.library[1]?.description).toContain('Deutsch')
    expect(voices[DE].find('hate speech').hits.length).toBeGreaterThan(0)
    const german = voicesOf({ BOT_LANGUAGE: DE, TIME_ZONE: 'Europe/Brussels' }, openPack(folder))
    expect(german[DE].language).toBe('de')
  })

  it('fits what the platforms take', () => {
    for (const { sample, screen, language } of everySample(voices)) {
      if (language !== DE) continue
      expect(messageProblems(slackMessage(sample).blocks), screen).toEqual([])
      expect(JSON.stringify(teamsCard(sample)).length, screen).toBeLessThan(TEAMS.cardCharacters)
    }
  })

  it('is answered in the bot’s language once the pack is gone, also for who chose it', () => {
    const without = voicesOf({ BOT_LANGUAGE: 'nl', TIME_ZONE: 'Europe/Brussels' })
    expect(without[DE].language).toBe('nl')
  })

  it.each([
    [
      'a file is missing',
      (files: Record<string, string>) => delete files['de/worry.yaml'],
      /\/de: expected worry\.yaml too/,
    ],
    [
      'the kit is missing',
      (files: Record<string, string>) => {
        for (const name of Object.keys(files)) if (name.startsWith('de/kit')) delete files[name]
      },
      /\/de: expected kit\/ too/,
    ],
    [
      'sentences are missing',
      (files: Record<string, string>) => {
        const text = files['de/sentences.yaml'] ?? ''
        files['de/sentences.yaml'] = text.slice(0, text.indexOf('\nhabits:'))
      },
      /de\/sentences\.yaml:\d+: habits\.\w+: missing; it stands in .*nl\/sentences\.yaml:\d+/,
    ],
    [
      'entries of the library have no text in it',
      (files: Record<string, string>) => {
        files['library.yaml'] = (files['library.yaml'] ?? '').replace(/- id: mediawijs\n.*\n/, '')
      },
      /library\.yaml:\d+: mediawijs: expected a text in de/,
    ],
    [
      'it doesn’t say what it is called',
      (files: Record<string, string>) => {
        files['de/sentences.yaml'] = (files['de/sentences.yaml'] ?? '').replace('  de: Deutsch\n', '')
      },
      /language\.de: missing/,
    ],
    [
      'the kit is of another language',
      (files: Record<string, string>) => {
        files['de/kit/pack.yaml'] = (files['de/kit/pack.yaml'] ?? '').replace('de', 'it')
      },
      /pack\.yaml: language: expected "de", as its folder says, found "it"/,
    ],
  ])('is refused where %s', (_what, breakIt, said) => {
    const files = filesIn(folder)
    breakIt(files)
    expect(() => openPack(packOf(files))).toThrow(said)
  })

  it('is the bot’s own only where the pack has it', () => {
    expect(() => contentOf({ BOT_LANGUAGE: 'it' as Language, KIT_DIR: folder })).toThrow(
      /BOT_LANGUAGE: expected nl, en, fr, de, found it/,
    )
  })
})

const cut = (text: string, from: RegExp, to: string): string => {
  if (!from.test(text)) throw new Error(`nothing to break: ${from}`)
  return text.replace(from, to)
}

describe('a broken pack names file, line and what was expected', () => {
  it.each<[string, string, (text: string) => string | Buffer, RegExp]>([
    [
      'an element too few',
      '2.yaml',
      (text) => cut(text, / {2}- id: "2\.6"[\s\S]*/, ''),
      /2\.yaml:6: elements: expected 6, found 5/,
    ],
    [
      'an id that is there twice',
      '2.yaml',
      (text) => cut(text, /"2\.2"/, '"2.1"'),
      /2\.yaml:13: elements\.1\.id: expected "2\.2", found "2\.1"/,
    ],
    [
      'a block that is there twice',
      '8.yaml',
      () => String(kitOf(50)['7.yaml']),
      /8\.yaml:1: id: found "7" in .*7\.yaml too/,
    ],
    ['a block that there isn’t', '7.yaml', (text) => cut(text, /"7"/, '"8"'), /7\.yaml:1: id: expected "1" to "7"/],
    [
      'a number in place of a text',
      '3.yaml',
      (text) => cut(text, /green: .*/, 'green: [1]'),
      /3\.yaml:9: elements\.0\.green: .*expected string, received array/,
    ],
    [
      'a statement that isn’t there',
      '3.yaml',
      (text) => cut(text, / {4}red: .*\n/, ''),
      /3\.yaml:7: elements\.0\.red: missing: expected a text/,
    ],
    [
      'a colon in a sentence without quotation marks',
      '3.yaml',
      (text) => cut(text, /^talk: .*/m, 'talk: Wat doen we nu: meer of minder?'),
      /3\.yaml:5: bad indentation of a mapping entry: .*put a text with ": "/,
    ],
    [
      'a field too many',
      '3.yaml',
      (text) => cut(text, /^name/m, 'kleur: blauw\nname'),
      /3\.yaml: \(whole file\): Unrecognized key: "kleur"/,
    ],
    [
      'a tab',
      '4.yaml',
      (text) => cut(text, / {4}orange/, '\torange'),
      /4\.yaml:10: tab characters must not be used in indentation/,
    ],
    ['a key twice', '4.yaml', (text) => cut(text, /^talk/m, 'name: x\ntalk'), /4\.yaml:5: duplicated mapping key/],
    ['nothing in it', '4.yaml', () => '', /4\.yaml: expected a document/],
    [
      'another encoding',
      '5.yaml',
      (text) => Buffer.from(cut(text, /orange: dit/, 'orange: één'), 'latin1'),
      /5\.yaml:10: expected text in UTF-8/,
    ],
    ['UTF-16', '5.yaml', (text) => Buffer.from(`\ufeff${text}`, 'utf16le'), /5\.yaml:1: expected text in UTF-8/],
    [
      'ten megabytes',
      '6.yaml',
      () => Buffer.alloc(10_000_000, 'x'),
      /6\.yaml: expected at most 1\.0 MB, found 10\.0 MB/,
    ],
    [
      'a bomb of anchors',
      '6.yaml',
      () =>
        `a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n${Array.from({ length: 9 }, (_, at) => `a${at + 1}: &a${at + 1} [${`*a${at},`.repeat(9)}*a${at}]`).join('\n')}`,
      /6\.yaml: expected at most 100000 values/,
    ],
    ['an anchor that leads back to itself', '6.yaml', () => 'a: &a [*a]', /6\.yaml: expected at most 100000 values/],
    [
      'control characters',
      '6.yaml',
      (text) => cut(text, /green: .*/, 'green: "a\\u0000\\u202eb"'),
      /6\.yaml: expected no control characters/,
    ],
    [
      'a file of no pack',
      'nl/sentence.yaml',
      () => 'a: b',
      /nl\/sentence\.yaml: expected kit\/ or one of commands\.yaml/,
    ],
    [
      'a folder of no language',
      'nederlands/sentences.yaml',
      () => 'a: b',
      /nederlands: expected a language, such as nl or de/,
    ],
    ['another ending', '1.yml', () => 'a: b', /1\.yml: expected a name that ends in \.yaml/],
    [
      'a version that is none',
      'pack.yaml',
      (text) => cut(text, /"2\.0\.0"/, 'twee'),
      /pack\.yaml:1: version: expected a version/,
    ],
  ])('%s', (_what, name, edit, said) => {
    expect(() => openPack(changed(name, edit))).toThrow(said)
  })

  it.each<[string, Record<string, string>, RegExp]>([
    [
      'a link that isn’t https',
      { 'library.yaml': '- id: mediawijs\n  link: http://mediawijs.example\n' },
      /library\.yaml:2: mediawijs: link: expected https:\/\/, found http:/,
    ],
    [
      'a link that is none',
      { 'library.yaml': '- id: mediawijs\n  link: javascript:alert(1)\n' },
      /library\.yaml:2: mediawijs\.link: Invalid URL/,
    ],
    [
      'an entry from nowhere',
      { 'library.yaml': '- id: mediawijs\n  from: pt-PT\n' },
      /sentences\.yaml:\d+: places\.pt-PT: missing/,
    ],
    [
      'a new entry that lacks something',
      { 'library.yaml': '- id: mediawijs\n  nl: Iets.\n- id: nieuw\n  name: Nieuw\n' },
      /library\.yaml:3: nieuw\.from: missing: expected a text/,
    ],
    ['an entry twice', { 'library.yaml': '- id: nieuw\n  name: A\n- id: nieuw\n  name: B\n' }, /library\.yaml:3: /],
    [
      'an unknown block',
      { 'nl/deepening.yaml': '"8":\n  core: Wat?\n' },
      /nl\/deepening\.yaml:1: 8: expected "1" to "7"/,
    ],
    [
      'a way that leads nowhere',
      { 'nl/concern.yaml': '- id: vermoeden\n  ways:\n    - { label: Verder, to: nergens }\n' },
      /nl\/concern\.yaml: vermoeden: expected a step "nergens"/,
    ],
    [
      'a drafted action for no element',
      { 'nl/suggestions.yaml': '"9.9": { title: a, goal: b, indicator: c }\n' },
      /nl\/suggestions\.yaml:1: 9\.9: expected an element of the kit/,
    ],
    [
      'a sentence that there isn’t',
      { 'nl/sentences.yaml': 'welcome:\n  tietel: Hallo\n' },
      /nl\/sentences\.yaml:2: welcome\.tietel: no such sentence/,
    ],
    [
      'a placeholder that isn’t filled in',
      { 'nl/sentences.yaml': 'result:\n  block: Deel {nummer}\n' },
      /nl\/sentences\.yaml:2: result\.block: fills in \{nummer\} \(value\), where .*nl\/sentences\.yaml:\d+ fills in/,
    ],
    [
      'a placeholder too few',
      { 'fr/sentences.yaml': 'result:\n  block: Partie\n' },
      /fr\/sentences\.yaml:2: result\.block: fills in nothing, where/,
    ],
    [
      'a sentence that never ends',
      { 'nl/sentences.yaml': 'result:\n  block: "Deel {block"\n' },
      /nl\/sentences\.yaml:2: result\.block: EXPECT_ARGUMENT_CLOSING_BRACE/,
    ],
    [
      'a sentence that is empty',
      { 'nl/sentences.yaml': 'result:\n  block: ""\n' },
      /nl\/sentences\.yaml:2: result\.block: /,
    ],
    [
      'a command too long for Teams',
      { 'nl/commands.yaml': `start:\n  words: [${invented(40)}]\n` },
      /nl\/commands\.yaml:2: start\.words\.0: .*<=32/,
    ],
    ['nothing', { 'README.md': 'Hallo' }, /expected pack\.yaml and one file per block, or folders of languages/],
  ])('%s', (_what, files, said) => {
    expect(() => openPack(packOf(files))).toThrow(said)
  })

  it('a link out of the folder, also by way of a folder; one within it is fine', () => {
    const secret = packOf({ 'secret.yaml': 'password: hunter2', 'sentences.yaml': 'a: b' })
    const file = packOf(kitOf(50))
    symlinkSync(join(secret, 'secret.yaml'), join(file, '9.yaml'))
    expect(() => openPack(file)).toThrow(/9\.yaml: expected a file of its own, found a link out of/)
    expect(() => openPack(file)).not.toThrow(/hunter2/)
    const inFolder = packOf(kitOf(50))
    symlinkSync(secret, join(inFolder, 'en'))
    expect(() => openPack(inFolder)).toThrow(/\/en: expected a folder of its own, found a link out of/)
    const broken = packOf(kitOf(50))
    symlinkSync(join(broken, 'gone.yaml'), join(broken, 'fits.yaml'))
    expect(() => openPack(broken)).toThrow(/fits\.yaml: can’t be read \(ENOENT\)/)
    // As a volume of Kubernetes has it.
    const mounted = packOf(
      Object.fromEntries(Object.entries(kitOf(50)).map(([name, text]) => [`..data/${name}`, text])),
    )
    for (const name of Object.keys(kitOf(50))) symlinkSync(join('..data', name), join(mounted, name))
    expect(openPack(mounted).kit('nl').name).toBe('Verzonnen kit')
  })

  it('a folder that is called like a file', () => {
    const folder = packOf({})
    mkdirSync(join(folder, 'pack.yaml'))
    expect(() => openPack(folder)).toThrow(/pack\.yaml: can’t be read/)
  })

  it('all of its problems at once', () => {
    const files = kitOf(50)
    files['2.yaml'] = cut(files['2.yaml'] ?? '', /green: .*/, 'green: ""')
    files['nl/sentences.yaml'] = 'welcome:\n  tietel: Hallo\n'
    expect(() => openPack(packOf(files))).toThrow(/tietel[\s\S]*2\.yaml:9|2\.yaml:9[\s\S]*tietel/)
  })
})

describe('a pack written on Windows', () => {
  it('is read with its line ends and its byte order mark, and its problems have the same lines', () => {
    const windows = (text: string): string => `\ufeff${text.replaceAll('\n', '\r\n')}`
    const files = Object.fromEntries(Object.entries(kitOf(60)).map(([name, text]) => [name, windows(text)]))
    expect(openPack(packOf(files)).kit('nl').elements).toHaveLength(42)
    files['2.yaml'] = cut(files['2.yaml'] ?? '', /green: .*\r/, 'green: ""\r')
    expect(() => openPack(packOf(files))).toThrow(/2\.yaml:9: elements\.0\.green/)
  })
})
