import { kit } from '../voice.ts'
import { APP_ID, AT_THE_SCREEN, COLLEAGUES, PRIVATE_CHAT, TENANT } from './client.ts'
import type { Passed, RealService } from './service.ts'

/** The rest of the team, over signed HTTP: the client has one person at its screen. */
export interface Colleagues {
  /** Says a word to the bot in the private chat of who sits at the screen. */
  readonly sayForHer: (word: string) => Promise<void>
  /** Fills in and hands in the scan. @param who a part of a name */
  readonly scan: (who: string) => Promise<void>
  /** Gives stars to the first blocks, more to the first. */
  readonly stars: (who: string) => Promise<void>
}

const GRADES = ['green', 'orange', 'red'] as const

/** @throws {Error} when the bot answers a press with anything but a card */
export const colleaguesAt = (service: RealService): Colleagues => {
  let sent = 0
  const chatOf = (person: string): string => {
    const opened = service.passed.find(
      ({ call, sent: { members } }) =>
        call === 'POST /v3/conversations' &&
        (members as readonly { readonly id: string }[] | undefined)?.[0]?.id === person,
    )
    return String((opened?.answer as { readonly id?: string } | undefined)?.id)
  }
  const roundOf = (): string => {
    const posted = JSON.stringify(service.passed.filter(({ way }) => way === 'out'))
    return /"verb":"sheet\.next","round":"([\w-]+)"/.exec(posted)?.[1] ?? ''
  }
  const press = async (person: string, verb: string, data: object): Promise<void> => {
    sent += 1
    const { status, answer }: Passed = await service.deliver({
      id: `f:colleague-${sent}`,
      type: 'invoke',
      name: 'adaptiveCard/action',
      channelId: 'msteams',
      serviceUrl: service.origin,
      from: { id: person },
      recipient: { id: `28:${APP_ID}` },
      conversation: { id: chatOf(person), conversationType: 'personal', tenantId: TENANT },
      channelData: { tenant: { id: TENANT } },
      value: {
        action: { type: 'Action.Execute', verb, data: { v: 1, verb, round: roundOf(), ...data } },
        trigger: 'manual',
      },
    })
    const { type } = answer as { readonly type?: string }
    if (status !== 200 || type !== 'application/vnd.microsoft.card.adaptive')
      throw new Error(`${verb} was answered with ${status} ${JSON.stringify(answer).slice(0, 300)}`)
  }
  const idOf = (who: string): string => {
    const found = COLLEAGUES.find(({ name }) => name.includes(who))
    if (!found) throw new Error(`Nobody is called ${who}`)
    return found.id
  }
  return {
    sayForHer: async (word) => {
      sent += 1
      await service.deliver({
        id: `f:hers-${sent}`,
        type: 'message',
        channelId: 'msteams',
        serviceUrl: service.origin,
        from: { id: AT_THE_SCREEN.id, name: AT_THE_SCREEN.name },
        recipient: { id: `28:${APP_ID}` },
        conversation: { id: PRIVATE_CHAT, conversationType: 'personal', tenantId: TENANT },
        channelData: { tenant: { id: TENANT } },
        text: word,
      })
    },
    scan: async (who) => {
      const person = idOf(who)
      await press(person, 'sheet.next', {})
      for (const [at, { id }] of kit.elements.entries())
        await press(person, 'sheet.answer', { element: id, grade: GRADES[(at * 7 + who.length) % GRADES.length] })
      await press(person, 'sheet.handIn', { wantsCopy: 'false' })
    },
    stars: (who) => press(idOf(who), 'ballot.cast', { 'stars.1': '5', 'stars.2': '3', 'stars.4': '4' }),
  }
}
