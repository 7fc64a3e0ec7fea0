import type { PersonId, Platform } from '../flows/ids.ts'
import type { PaperRef } from '../flows/refs.ts'
import { MINUTE } from '../kit/calendar/instant.ts'
import { timedLinks } from './timedLinks.ts'

/** So long works a link to a file: who asked opens it at once, and it is too short to be passed around. */
const LASTS = 10 * MINUTE

/** Whose data it is. */
interface DataOwner {
  readonly platform: Platform
  readonly person: PersonId
}

/** Links to all that is kept of someone. */
export const DATA_LINKS = timedLinks<DataOwner>('data', LASTS, (token) => `/data/${token}.json`)

/** Which paper, and who asked: she has to be in its channel still when it is opened. */
interface AskedPaper {
  readonly file: PaperRef
  readonly platform: Platform
  readonly person: PersonId
}

/** Whose page. */
interface AskedPage {
  readonly platform: Platform
  readonly person: PersonId
  /** The team whose page it leads to; absent for her own. */
  readonly team?: string
}

/** Links to pages in a browser, for who asked alone. */
export const PAGE_LINKS = timedLinks<AskedPage>('page', LASTS, (token) => `/open/${token}`)

/** Links to a paper that a team takes along. */
export const PAPER_LINKS = timedLinks<AskedPaper>('paper', LASTS, (token) => `/papers/${token}`)
