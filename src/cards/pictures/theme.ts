import type { PlanState } from '../../flows/channel/state.ts'
import type { Word } from '../../kit/result.ts'

/** For which background a picture is drawn. */
export const THEMES = ['light', 'dark', 'contrast'] as const
/** One of `THEMES`. */
export type Theme = (typeof THEMES)[number]

/** Colours of a theme, as CSS. A word's colour and the letter on it differ by 4.5 to 1 at least, as all text does. */
export interface Colours {
  readonly page: string
  readonly text: string
  readonly soft: string
  readonly line: string
  readonly words: Readonly<Record<Word, string>>
  readonly onWord: string
  readonly bar: string
  readonly today: string
  readonly states: Readonly<Record<PlanState, string>>
}

const LIGHT: Colours = {
  page: '#ffffff',
  text: '#1f1f1f',
  soft: '#57606a',
  line: '#d0d7de',
  words: {
    'mostly-green': '#1a7f37',
    'mostly-orange': '#a84f00',
    'mostly-red': '#b3261e',
    divided: '#5a4fb0',
    few: '#57606a',
  },
  onWord: '#ffffff',
  bar: '#0b5cad',
  today: '#b3261e',
  states: {
    waiting: '#b3261e',
    adjust: '#a84f00',
    open: '#57606a',
    running: '#0b5cad',
    onTrack: '#1a7f37',
    done: '#1a7f37',
    stopped: '#57606a',
  },
}

const DARK: Colours = {
  page: '#1f1f1f',
  text: '#f5f5f5',
  soft: '#b6bec7',
  line: '#484f58',
  words: {
    'mostly-green': '#5fd07f',
    'mostly-orange': '#ffb366',
    'mostly-red': '#ff8f87',
    divided: '#b9b0ff',
    few: '#b6bec7',
  },
  onWord: '#141414',
  bar: '#7db8f5',
  today: '#ff8f87',
  states: {
    waiting: '#ff8f87',
    adjust: '#ffb366',
    open: '#b6bec7',
    running: '#7db8f5',
    onTrack: '#5fd07f',
    done: '#5fd07f',
    stopped: '#b6bec7',
  },
}

/** As Windows' high contrast has it: black, white, and what may be told apart by shape alone. */
const CONTRAST: Colours = {
  page: '#000000',
  text: '#ffffff',
  soft: '#ffffff',
  line: '#ffffff',
  words: {
    'mostly-green': '#3ff23f',
    'mostly-orange': '#ffd000',
    'mostly-red': '#ff9a9a',
    divided: '#ffffff',
    few: '#ffffff',
  },
  onWord: '#000000',
  bar: '#ffff00',
  today: '#ffff00',
  states: {
    waiting: '#ff9a9a',
    adjust: '#ffd000',
    open: '#ffffff',
    running: '#ffff00',
    onTrack: '#3ff23f',
    done: '#3ff23f',
    stopped: '#ffffff',
  },
}

/** The colours of each theme. */
export const COLOURS: Readonly<Record<Theme, Colours>> = { light: LIGHT, dark: DARK, contrast: CONTRAST }
