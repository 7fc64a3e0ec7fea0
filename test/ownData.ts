import { seenBy } from '../src/practice/world.ts'
import { readAs, type Team } from './practiceTeam.ts'

/** The address on a card that gives someone all that is kept of her. @throws where there is none */
export const dataAddressIn = (card: object | undefined): string => {
  const [found] = /https?:\/\/[\w.:-]+\/data\/[\w-]+\.json/.exec(JSON.stringify(card ?? {})) ?? []
  if (found === undefined) throw new Error('no address of a file on the card')
  return found
}

/** The files in someone's private chat, the newest last. */
export const filesOf = (team: Team, name: string) =>
  team.room.world.messages.flatMap(({ place, file }) => (place === `private:${name.toLowerCase()}` && file ? file : []))

/** What "mijn gegevens" gives along: the file itself, put in her chat on Slack and behind a link on Teams. */
export const takesAlong = async (team: Team, name: string): Promise<string> => {
  const [one, id] = [team.privately(name), name.toLowerCase()]
  await one.says(`private:${id}`, 'mijn gegevens')
  await one.presses('Mijn gegevens als bestand')
  if (team.room.world.platform === 'slack') {
    await team.settled()
    return filesOf(team, name).at(-1)?.text ?? ''
  }
  const card = one.messages().findLast((message) => readAs(message, id).includes('Je bestand staat klaar'))
  return (await fetch(dataAddressIn(card && seenBy(card, id)))).text()
}

/** The file behind the link in what a press was answered with. @param port of the bot, where its public address is no real one */
export const fileBehind = async (answer: string, port?: number): Promise<string> => {
  const url = new URL(dataAddressIn({ answer }))
  return (await fetch(port === undefined ? url : `http://127.0.0.1:${port}${url.pathname}`)).text()
}
