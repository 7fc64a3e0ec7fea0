import { erasedScreen } from '../../cards/screens/erasedScreen.ts'
import type { CardRef } from '../../flows/refs.ts'
import { voiceFor } from '../context.ts'
import { actionScreens } from './actionScreens.ts'
import { ballotScreens } from './ballotScreens.ts'
import { calendarScreens } from './calendarScreens.ts'
import { channelScreens } from './channelScreens.ts'
import { paperScreens } from './files/papers.ts'
import { ownPapersScreens } from './ownPapers.ts'
import { heardScreens, personScreens } from './personScreens.ts'
import { planScreens } from './planScreens.ts'
import { readingScreens } from './readingScreens.ts'
import { resultScreens } from './resultScreens.ts'
import { roundScreens } from './roundScreens.ts'
import { type Screen, type Screens, untracked } from './screen.ts'
import { sheetScreens } from './sheetScreens.ts'
import { suggestScreens } from './suggestScreens.ts'
import { talkScreens } from './talkScreens.ts'
import { teamScreens } from './teamScreens.ts'
import { todayScreens } from './todayScreens.ts'

const screens: Screens = {
  ...channelScreens,
  ...sheetScreens,
  ...roundScreens,
  ...talkScreens,
  ...ballotScreens,
  ...actionScreens,
  ...planScreens,
  ...suggestScreens,
  ...teamScreens,
  ...resultScreens,
  ...personScreens,
  ...heardScreens,
  ...todayScreens,
  ...calendarScreens,
  ...paperScreens,
  ...ownPapersScreens,
  ...readingScreens,
  erased: {
    render: async (deps, ref) => untracked(erasedScreen(voiceFor({ voices: deps.voices }, ref), ref)),
  },
}

/** The row of the screen a reference is to; it takes that reference. */
export const screenOf = (ref: CardRef): Screen<CardRef> => screens[ref.screen] as Screen<CardRef>
