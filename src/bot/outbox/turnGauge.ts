/** How long after an answer others still count as pressing, in milliseconds: people come in bunches, and each of them presses on. */
const BUNCH = 250

/** Tells whether somebody waits for the bot, or will in a moment. */
export interface TurnGauge {
  /** Does the work of a turn, and counts it while it lasts. */
  during<Done>(work: () => Promise<Done>): Promise<Done>
  /** Whether somebody's turn is being worked on, or was a quarter of a second ago. */
  isBusy(): boolean
}

/** @param realNow real time in milliseconds, from any beginning */
export const turnGauge = (realNow: () => number): TurnGauge => {
  let inProgress = 0
  let ended = Number.NEGATIVE_INFINITY
  return {
    during: async (work) => {
      inProgress += 1
      try {
        return await work()
      } finally {
        inProgress -= 1
        ended = realNow()
      }
    },
    isBusy: () => inProgress > 0 || realNow() - ended < BUNCH,
  }
}

/** Where the time is a story's: there a delivery takes no time, and which of them comes first mustn't depend on the machine. */
export const NEVER_BUSY: TurnGauge = { during: (work) => work(), isBusy: () => false }
