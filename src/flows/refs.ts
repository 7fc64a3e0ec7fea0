import type { Instant } from '../kit/calendar/instant.ts'
import type { BlockId, ElementId } from '../kit/kit.ts'
import type { Language } from '../kit/languages.ts'
import type { Found } from '../kit/search/search.ts'
import type { Guess, Heard } from '../kit/typed/intents.ts'
import type { ActionId, ChannelId, ChannelTrouble, PersonHash, PersonId, Platform, RoundId, SheetId } from './ids.ts'

/** The cards that show the channel how a round stands. */
export type RoundScreen =
  | 'progress'
  | 'standing'
  | 'result'
  | 'talk'
  | 'talkToday'
  | 'stars'
  | 'ranking'
  | 'priorities'
  | 'takeOver'
/** The cards that speak of a round to one who steers it, and `resultMoved` to everyone who was asked. */
export type SteeringScreen =
  | 'control'
  | 'handedOver'
  | 'check'
  | 'moved'
  | 'lost'
  | 'notDelivered'
  | 'restored'
  | 'notPosted'
  | 'channelEnded'
  | 'left'
  | 'resultMoved'
/** What a person can ask for of her teams and of what she does there, in her private chat. */
export type TeamScreen = 'mine' | 'teamPlans' | 'teamSettings' | 'ownResult' | 'ownPapers' | 'moveHere'
/** What a person can ask for at any time, in her private chat. */
export type PersonalScreen =
  | 'help'
  | 'open'
  | 'habits'
  | 'data'
  | 'calendar'
  | 'tooFast'
  | 'files'
  | 'stand'
  | 'pageLink'

/** What a team can take along of its result and its plan, as a file. */
export const PAPERS = [
  'worksheet',
  'handout',
  'emptyKit',
  'planSheet',
  'planCsv',
  'planJson',
  'picture',
  'planPicture',
] as const
/** One of `PAPERS`. */
export type PaperName = (typeof PAPERS)[number]

/** Which calendar file to draw, by reference: what it says is looked up when it is drawn. */
export type CalendarRef =
  /** The follow-ups of what she owns. */
  | { readonly of: 'mine'; readonly person: PersonHash }
  /** Those of the whole plan. */
  | { readonly of: 'team'; readonly round: RoundId }
  /** The talk about a result; `at`: when it was planned as the file was asked for, for who has it when it is called off. */
  | { readonly of: 'meeting'; readonly round: RoundId; readonly at: Instant }

/** Which paper of a team's result and plan to draw, by reference. */
export interface PaperRef {
  readonly of: 'paper'
  readonly paper: PaperName
  readonly round: RoundId
}

/** A file for someone's private chat: of a calendar, a paper of her team, or all that is kept of her whose chat it is. */
export type FileRef = CalendarRef | PaperRef | { readonly of: 'data' }

/** What is asked of a person about actions on one day, and what an older such card says. */
export type DayScreen = 'today' | 'todayPast'

/** Which card to draw, by reference: what it says is looked up when it is drawn. */
export type CardRef =
  | { readonly screen: 'sheet'; readonly round: RoundId; readonly sheet: SheetId }
  | { readonly screen: 'nudge'; readonly round: RoundId; readonly sheet: SheetId }
  | { readonly screen: 'copy'; readonly round: RoundId; readonly sheet: SheetId }
  | { readonly screen: 'copyErased'; readonly language: Language }
  | { readonly screen: 'scanClosed' | 'roundStopped'; readonly round: RoundId; readonly language: Language }
  | { readonly screen: RoundScreen; readonly round: RoundId }
  | {
      readonly screen: SteeringScreen
      readonly round: RoundId
      readonly person: PersonId
      /** A control card that brings message number `told` about a step. */
      readonly told?: number
    }
  | { readonly screen: 'ballot' | 'ballotNudge'; readonly round: RoundId; readonly ballot: SheetId }
  | { readonly screen: 'starsClosed'; readonly round: RoundId; readonly language: Language }
  /** In place of a card of what is forgotten, which can't be looked up any more. */
  | {
      readonly screen: 'erased'
      readonly what: 'result' | 'action' | 'plan' | 'movedPlan'
      readonly months: number
      readonly language: Language
    }
  | { readonly screen: 'action' | 'agenda' | 'ownerSought'; readonly action: ActionId }
  | { readonly screen: 'evaluation'; readonly action: ActionId; readonly person: PersonId }
  | {
      readonly screen: 'actionForm'
      readonly platform: Platform
      /** Undefined in a channel of which no round is left. */
      readonly round: RoundId | undefined
      readonly action: ActionId | undefined
      /** The element whose drafted action the form is filled in with. */
      readonly draft?: ElementId
      readonly person: PersonId
      /** Asked for during the talk: three fields, and the block that is talked about. */
      readonly quick?: true | undefined
      /** Absent in what was saved while each round had a plan of its own. */
      readonly channel?: ChannelId
      /** The block it was opened from. */
      readonly block?: BlockId | undefined
    }
  | {
      readonly screen: 'talkNote' | 'talkPlan'
      readonly platform: Platform
      readonly round: RoundId
      readonly person: PersonId
      /** The page of the talk that a note belongs to. */
      readonly page?: number | undefined
    }
  | {
      readonly screen: 'suggestions'
      readonly platform: Platform
      readonly round: RoundId
      readonly block: BlockId
      readonly person: PersonId
    }
  | { readonly screen: DayScreen; readonly platform: Platform; readonly person: PersonId }
  /** The store was put back from a backup, as of then: to who has something in a plan, or steers one. */
  | {
      readonly screen: 'planRestored'
      readonly platform: Platform
      readonly person: PersonId
      readonly asOf?: Instant
      readonly language: Language
    }
  | { readonly screen: 'welcome' | 'plan'; readonly platform: Platform; readonly channel: ChannelId }
  /** What the plan did from one date until another, both `2026-12-04`. */
  | {
      readonly screen: 'digest'
      readonly platform: Platform
      readonly channel: ChannelId
      readonly since: string
      readonly until: string
    }
  | {
      readonly screen: TeamScreen
      readonly platform: Platform
      readonly person: PersonId
      /** The team it is asked in. */
      readonly channel?: ChannelId | undefined
      readonly language?: Language | undefined
    }
  | {
      readonly screen: 'roundForm'
      readonly platform: Platform
      readonly channel: ChannelId
      readonly person: PersonId
    }
  | {
      readonly screen: PersonalScreen
      readonly platform: Platform
      readonly person: PersonId
      /** Answered in the language it was asked in, where she chose none. */
      readonly language?: Language | undefined
    }
  | {
      readonly screen: 'calendarLink'
      readonly file: CalendarRef
      readonly platform: Platform
      readonly person: PersonId
    }
  /** In place of the file with all that is kept of her, where the platform took none. */
  | { readonly screen: 'paperLink'; readonly file: PaperRef; readonly platform: Platform; readonly person: PersonId }
  | { readonly screen: 'dataFile'; readonly platform: Platform; readonly person: PersonId }
  /** To who asked for something in a channel that takes no posts. */
  | {
      readonly screen: 'cantPost'
      readonly platform: Platform
      readonly person: PersonId
      readonly trouble: ChannelTrouble
    }
  | { readonly screen: 'block'; readonly block: BlockId; readonly language?: Language | undefined }
  | { readonly screen: 'blocks'; readonly language?: Language | undefined }
  /** To what someone typed: a line, and what is hers where it is said to her alone. Holds none of her words. */
  | {
      readonly screen: 'heard'
      readonly said: Heard
      readonly guesses?: readonly Guess[]
      /** What can be searched for, in words of the content and none of hers. */
      readonly topic?: string | undefined
      readonly platform: Platform
      /** Absent in a channel. */
      readonly person?: PersonId
      readonly language?: Language | undefined
    }
  /** `answer`: why, and what is near; since 0.4.0. */
  | {
      readonly screen: 'library'
      readonly found: readonly string[]
      readonly answer?: Found | undefined
      readonly shared?: true
      readonly language?: Language | undefined
    }
  | {
      readonly screen: 'concern'
      readonly step: string
      readonly language?: Language | undefined
      /** Who reads it, whose team may have a line to call; absent in what was saved without it. */
      readonly platform?: Platform
      readonly person?: PersonId
    }
