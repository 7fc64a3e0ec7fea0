import { describe, expect, it } from 'vitest'
import { loadPhrases, loadReading } from '../../build/content.ts'
import { COMMANDS } from '../commands.ts'
import { LANGUAGES } from '../languages.ts'
import { isWorriedSearch, isWorry } from './worry.ts'

const nl = loadReading('nl').worry
const en = loadReading('en').worry

describe('who is worried', () => {
  it.each([
    'ik maak me zorgen',
    'Ik maak me zorgen om een jongere',
    'IK MAAK MIJ ZORGEN!!',
    'we maken ons zorgen over iemand op Discord',
    'over hem maak ik me zorgen',
    'ik ben bezorgd over een meisje in onze groep',
    'ben ongerust',
    'bedreigd',
    'er wordt iemand bedreigd',
    'een jongere bedreigt zijn klasgenoot',
    'bedreiging op snapchat',
    'zelfmoord',
    'hij heeft het over zelfmoord',
    'zelfdoding?',
    'suïcidaal',
    'ze wil niet meer leven',
    'ik wil dood',
    'iets gezien dat niet klopt',
    'ik heb online iets gezien dat niet klopt…',
    'zij doet zichzelf pijn',
    'zelfverwonding',
    'automutilatie',
    'ze snijdt zichzelf',
    'straks gaat hij zich iets aandoen',
    'haatspraak',
    'haatberichten over homo’s',
    'veel haat in de chat',
    'grooming',
    'iemand wordt gegroomd? grooming denk ik',
    'tienerpooier',
    'radicalisering',
    'hij radicaliseert',
    'een jongere is geradicaliseerd',
    'extremistische memes',
    'afpersing met naaktfoto’s',
    'is er iemand in gevaar',
    'Ik maak me zorgen, heb je iets over haatspraak?',
    '<at>Quickscan</at> ik maak me zorgen',
    'hij wil wraak',
    'misbruik',
    'verontrustende berichten op insta',
    'zorgen om een jongere',
    'wie moet ik bellen?',
    'er is een meisje weggelopen',
  ])('is heard in Dutch: “%s”', (typed) => {
    expect(isWorry(nl, typed)).toBe(true)
  })

  it.each([
    '',
    'hallo',
    'dank je wel',
    'geweldig, dank je',
    'geen zorgen',
    'geen zorgen over de datum',
    'maak je geen zorgen',
    'ik maak me geen zorgen',
    'dat zorgt voor minder werk',
    'zorg en welzijn',
    'heb je iets over haatspraak?',
    'zoek haatspraak',
    'vorming over radicalisering',
    'wat is grooming?',
    'tools tegen haat',
    'ik haat maandagen',
    'is er materiaal over zelfmoordpreventie',
    'een boek over extremisme',
    'bouwsteen 6',
    'mijn acties',
    'wanneer is de volgende opvolging',
    'stop met herinneren',
    'ik wil niet meer meedoen',
    'hoe staat het ermee',
    'gevaarlijk veel werk',
    'de scan loopt goed',
    'mijn dreigende deadline',
    'sneeuw op komst',
    'wil je de datum verzetten',
    'extra tijd graag',
    'niet dringend',
  ])('isn’t in Dutch: “%s”', (typed) => {
    expect(isWorry(nl, typed)).toBe(false)
  })

  it.each([
    'I’m worried',
    'im worried about a boy',
    'We are worried about someone on Discord',
    'I am concerned',
    'someone is being threatened',
    'he is threatening a classmate',
    'threats',
    'suicide',
    'she seems suicidal',
    'he wants to die',
    'self-harm',
    'she is hurting herself',
    'hate speech',
    'so much hate in this chat',
    'grooming',
    'I think she was groomed',
    'radicalisation',
    'he is being radicalized',
    'extremist memes',
    'I saw something that isn’t right',
    'someone is in danger',
    'blackmailed with nude photos',
    'sexual abuse',
    'who should I call?',
  ])('is heard in English: “%s”', (typed) => {
    expect(isWorry(en, typed)).toBe(true)
  })

  it.each([
    'no worries',
    'not worried at all',
    'not worried about the date',
    'don’t worry',
    'thanks',
    'anything on hate speech?',
    'search grooming',
    'what is radicalisation?',
    'training on extremism',
    'I hate Mondays',
    'block 6',
    'my actions',
    'how are we doing',
    'when is the next follow-up',
    'a dangerous deadline',
    'the groom arrived late',
    'find suicide prevention',
  ])('isn’t in English: “%s”', (typed) => {
    expect(isWorry(en, typed)).toBe(false)
  })

  it('says it of somebody else, wherever she stands in the sentence', () => {
    expect(isWorry(nl, 'iemand van ons stuurt wiet rond')).toBe(true)
    expect(isWorry(nl, 'ik kocht wiet')).toBe(false)
    expect(isWorry(nl, 'vorming over wiet voor jongeren')).toBe(false)
  })

  it('is not in any command that does something else', () => {
    for (const language of LANGUAGES)
      for (const command of COMMANDS.filter((one) => one !== 'concern'))
        for (const words of loadPhrases()[language][command].words)
          for (const rules of [nl, en]) expect(isWorry(rules, words), words).toBe(false)
  })

  it('is looked for quickly, however long the text', () => {
    expect(isWorry(nl, 'niets aan de hand '.repeat(50_000))).toBe(false)
  })
})

describe('who searches', () => {
  it.each(['zelfmoord', 'iets over zelfmoord', 'ik maak me zorgen over een jongere', 'meldingsplicht'])(
    'is heard to be worried by “%s”',
    (question) => {
      expect(isWorriedSearch(nl, question)).toBe(true)
    },
  )

  it.each(['haatspraak', 'extremisme', 'grooming', 'geen zorgen over de datum', ''])('reads about “%s”', (question) => {
    expect(isWorriedSearch(nl, question)).toBe(false)
  })
})
