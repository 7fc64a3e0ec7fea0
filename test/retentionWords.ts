import type { Begin, Ending, Item, Place, Term } from '../src/flows/retention.ts'

/** The languages in which all papers are drafted; in the others only what is for who takes part. */
export const DRAFTED = ['nl', 'en'] as const
/** One of `DRAFTED`. */
export type Drafted = (typeof DRAFTED)[number]

/** On what ground a kind of value is kept; the papers say what each comes to. */
export type Ground = 'task' | 'security' | 'erasing' | 'nobody'

/** The words in which the record says `RETENTION`. */
export interface RetentionWords {
  readonly head: readonly string[]
  readonly items: Readonly<Record<Item, string>>
  readonly grounds: Readonly<Record<Ground, string>>
  readonly places: Readonly<Record<Place, string>>
  readonly begins: Readonly<Record<Begin, string>>
  readonly endings: Readonly<Record<Ending, string>>
  readonly needed: Readonly<Record<NonNullable<Term['neededBy']>, string>>
  readonly atOnce: string
  readonly untilEnded: string
  readonly sooner: string
  readonly notBefore: string
  readonly appOut: string
  readonly months: string
  readonly or: string
  readonly chosen: string
  readonly days: string
  readonly hours: readonly [one: string, more: string]
  readonly minutes: string
}

export const GROUNDS: Readonly<Record<Item, Ground>> = {
  draft: 'task',
  shortRound: 'task',
  stoppedRound: 'task',
  round: 'task',
  roster: 'task',
  sheet: 'task',
  copy: 'task',
  tally: 'task',
  ballot: 'task',
  starsTally: 'task',
  action: 'task',
  person: 'task',
  dataFile: 'task',
  homePage: 'task',
  erasedMark: 'erasing',
  channel: 'task',
  subscription: 'task',
  installation: 'task',
  workspace: 'task',
  leavingTenant: 'task',
  secret: 'security',
  erasureNotes: 'erasing',
  noted: 'nobody',
  effect: 'task',
  deadLetter: 'task',
  names: 'task',
  slackPeople: 'task',
}

export const RETENTION_WORDS: Readonly<Record<Drafted, RetentionWords>> = {
  nl: {
    head: ['gegeven', 'grond', 'begin van de termijn', 'einde', 'plaats'],
    items: {
      draft: 'een ronde die klaargezet wordt: keuzes, en wie gevraagd zal worden',
      shortRound: 'een ronde met te weinig ingediende scans, met alles wat erin ingevuld werd',
      stoppedRound: 'een ronde die gestopt werd (wat erin ingevuld werd, is dan al gewist)',
      round:
        'een ronde: resultaat, rangschikking, prioriteiten, richtingen, notities van het gesprek, wie coördineert; tot het afsluiten ook wie niet bereikt werd, vertrok of eruit gehaald werd',
      roster: 'wie gevraagd werd, wie indiende, en waar haar kaart staat',
      sheet: 'antwoorden en opmerkingen van één persoon',
      copy: 'de kopie van haar antwoorden waar iemand zelf om vroeg',
      tally: 'de optelling van de antwoorden, terwijl ze gemaakt wordt',
      ballot: 'sterren en redenen van één persoon',
      starsTally: 'de optelling van de sterren, terwijl ze gemaakt wordt',
      action: 'een actie: tekst, wie ze opneemt, data, wat bij een opvolging geantwoord werd',
      person: 'een persoon: nummers op platform en in gebruikerslijst, chatadres, taal, uren, wat van haar openstaat',
      dataFile: 'het bestand met haar gegevens, waar iemand zelf om vroeg; alleen in Slack',
      homePage:
        'haar eigen startpagina in Slack: wat op haar wacht, haar acties, het resultaat en het plan van haar team',
      erasedMark: 'dat iemand alles liet wissen: een hash en een moment, zonder haar nummers',
      channel:
        'een kanaal: keuzes van het team, wie het belt bij verontrusting, de kaart van het plan, wat er nog in moet komen, waar het verdergaat',
      subscription: 'adres van een agenda die opvolgingen volgt (onleesbaar gemaakt)',
      installation: 'waar de app staat',
      workspace: 'toegang tot een werkruimte van Slack',
      leavingTenant: 'dat een organisatie de app overal weghaalde; daarna wordt alles van haar gewist',
      secret: 'het geheim waarmee nummers van personen gehasht worden (geen persoonsgegeven)',
      erasureNotes: 'melding dat iets gewist werd',
      noted: 'tot waar de opslag die meldingen kent (geen persoonsgegeven)',
      effect: 'wat de bot nog moet doen: een kaart, een herinnering, een optelling',
      deadLetter: 'een bericht dat niet geraakte',
      names:
        'naam, om een kaart te tekenen; e-mailadres of gebruikersnaam, om mensen te vinden en gelijke namen uiteen te houden',
      slackPeople: 'wie in een kanaal van Slack zit',
    },
    grounds: {
      task: 'die van de scan',
      security: 'beveiliging (AVG art. 32)',
      erasing: 'wissen doen gelden (AVG art. 17 en 32)',
      nobody: 'geen: over niemand',
    },
    places: {
      store: 'opslag, versleuteld',
      effects: 'opslag (te doen), versleuteld',
      files: 'bestanden naast de opslag, versleuteld',
      memory: 'alleen geheugen',
      platform: 'bij haar alleen op het platform',
    },
    begins: {
      itIsMade: 'als het gemaakt wordt',
      itIsGiven: 'als het gegeven wordt',
      sheOpensIt: 'als ze ze opent',
      theDeadlineWithTooFew: 'de einddatum, met te weinig scans',
      theRoundIsStopped: 'als de ronde gestopt wordt',
      theResultIsFrozen: 'als het resultaat vastligt',
      theRankingIsFrozen: 'als de rangschikking vastligt',
      theCloseOrTheEndOfItsLastAction: 'het afsluiten of, als dat later is, het einde van de laatste actie',
      itsEnd: 'het einde van de actie',
      theLastThingOfHers: 'het laatste van haar',
      herErasure: 'als ze alles liet wissen',
      theAppIsTakenOutEverywhere: 'als de app uit haar laatste plek weg is',
      theLastWordInTheChannel: 'het laatste in het kanaal',
      theLastNoteInTheFile: 'de laatste melding in het bestand',
      itIsLookedUp: 'als het opgezocht wordt',
      itIsGivenUp: 'als het opgegeven wordt',
    },
    endings: {
      herErasure: 'zij het wist',
      theStartOfTheRound: 'de ronde start',
      thePriorities: 'de prioriteiten een dag vastliggen',
      itsDelivery: 'het afgeleverd is',
      theAppIsTakenOut: 'de app weggehaald is',
      sheWithdrawsIt: 'zij het intrekt',
      herPersonIsForgotten: 'haar persoon vervalt',
      anOperator: 'wie de bot draait het laat vallen',
      itComesBack: 'de organisatie de app weer gebruikt',
      theStoreIsDeleted: 'de opslag vernietigd wordt',
    },
    needed: {
      aRunningAction: 'er een actie loopt',
      theStars: 'er sterren gegeven worden, en nog een dag',
      whatIsOpenForHer: 'er iets van haar openstaat',
      aRoundOrAnAction: 'er een ronde of een actie is',
    },
    atOnce: 'meteen',
    untilEnded: 'tot',
    sooner: 'vroeger als',
    notBefore: 'de termijn begint niet zolang',
    appOut: 'waar de app weggehaald is, telt de termijn vanaf dan, ook voor wat loopt',
    months: 'maanden',
    or: 'of',
    chosen: 'als het team dat koos',
    days: 'dagen',
    hours: ['uur', 'uur'],
    minutes: 'minuten',
  },
  en: {
    head: ['data', 'ground', 'start of the term', 'end', 'place'],
    items: {
      draft: 'a round being prepared: choices, and who will be asked',
      shortRound: 'a round with too few scans handed in, with all that was filled in',
      stoppedRound: 'a round that was stopped (what was filled in is erased by then)',
      round:
        'a round: result, ranking, priorities, directions, notes of the talk, who steers it; until the close also who couldn’t be reached, left or was taken out',
      roster: 'who was asked, who handed in, and where her card stands',
      sheet: 'answers and remarks of one person',
      copy: 'the copy of her answers that someone asked for herself',
      tally: 'the sum of the answers, while it is made',
      ballot: 'stars and reasons of one person',
      starsTally: 'the sum of the stars, while it is made',
      action: 'an action: text, who takes it on, dates, what was answered when it was looked back at',
      person:
        'a person: numbers on the platform and in the directory, chat address, language, hours, what is open for her',
      dataFile: 'the file with her data that someone asked for herself; in Slack alone',
      homePage: 'her own home page in Slack: what waits for her, her actions, the result and the plan of her team',
      erasedMark: 'that someone had everything erased: a hash and a moment, without her numbers',
      channel:
        'a channel: choices of the team, whom it calls when worried, the card of the plan, what is still to come in it, where it goes on',
      subscription: 'address of a calendar that follows follow-ups (scrambled)',
      installation: 'where the app stands',
      workspace: 'access to a workspace of Slack',
      leavingTenant: 'that an organisation took the app out everywhere; then all that is hers is erased',
      secret: "the secret that people's numbers are hashed with (no personal data)",
      erasureNotes: 'note that something was erased',
      noted: 'how far the store knows those notes (no personal data)',
      effect: 'what the bot still has to do: a card, a reminder, a sum',
      deadLetter: 'a message that could not be delivered',
      names: 'name, to draw a card; e-mail address or user name, to find people and to tell the same names apart',
      slackPeople: 'who is in a channel of Slack',
    },
    grounds: {
      task: "the scan's",
      security: 'security (GDPR art. 32)',
      erasing: 'making erasure hold (GDPR art. 17 and 32)',
      nobody: 'none: about nobody',
    },
    places: {
      store: 'store, encrypted',
      effects: 'store (to do), encrypted',
      files: 'files beside the store, encrypted',
      memory: 'memory alone',
      platform: 'with her alone on the platform',
    },
    begins: {
      itIsMade: 'when it is made',
      itIsGiven: 'when it is given',
      sheOpensIt: 'when she opens it',
      theDeadlineWithTooFew: 'the deadline, with too few scans',
      theRoundIsStopped: 'when the round is stopped',
      theResultIsFrozen: 'when the result is frozen',
      theRankingIsFrozen: 'when the ranking is frozen',
      theCloseOrTheEndOfItsLastAction: 'the close or, where that is later, the end of the last action',
      itsEnd: "the action's end",
      theLastThingOfHers: 'the last thing that was hers',
      herErasure: 'when she has everything erased',
      theAppIsTakenOutEverywhere: 'when the app is taken out of its last place',
      theLastWordInTheChannel: 'the last thing in the channel',
      theLastNoteInTheFile: 'the last note in the file',
      itIsLookedUp: 'when it is looked up',
      itIsGivenUp: 'when it is given up',
    },
    endings: {
      herErasure: 'she erases it',
      theStartOfTheRound: 'the round starts',
      thePriorities: 'the priorities are a day old',
      itsDelivery: 'it is delivered',
      theAppIsTakenOut: 'the app is taken out',
      sheWithdrawsIt: 'she withdraws it',
      herPersonIsForgotten: 'she as a person is forgotten',
      anOperator: 'who runs the bot drops it',
      itComesBack: 'the organisation uses the app again',
      theStoreIsDeleted: 'the store is destroyed',
    },
    needed: {
      aRunningAction: 'an action runs',
      theStars: 'stars are given, and for a day more',
      whatIsOpenForHer: 'something is open for her',
      aRoundOrAnAction: 'there is a round or an action',
    },
    atOnce: 'at once',
    untilEnded: 'until',
    sooner: 'sooner if',
    notBefore: "the term doesn't begin while",
    appOut: 'where the app is taken out, the term counts from then, also for what runs',
    months: 'months',
    or: 'or',
    chosen: 'if the team chose so',
    days: 'days',
    hours: ['hour', 'hours'],
    minutes: 'minutes',
  },
}
