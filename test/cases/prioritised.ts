import type { Team } from '../practiceTeam.ts'
import { SIX } from '../stages.ts'

/** From an empty channel to a team that agreed on what it works on. */
export const prioritised = async (team: Team): Promise<void> => {
  await team.starts('Online')
  for (const name of SIX.slice(0, 5)) await team.answersBlock1(name, 'red', '')
  await team.closes()
  await agreed(team)
}

/** From its result on. */
export const agreed = async (team: Team): Promise<void> => {
  await team.later('PT5S')
  const lotte = team.privately('Lotte')
  await lotte.presses('We hebben het besproken')
  for (const name of SIX.slice(0, 3)) await team.privately(name).presses('Bewaren', { 'stars.1': '5', 'stars.4': '5' })
  await lotte.presses('Sterren afsluiten')
  await lotte.presses('Ja, afsluiten')
  await lotte.presses('Bevestigen', { blocks: '1,4', reason: 'Daar zit de druk.' })
  await team.later('PT5S')
}
