import { join } from 'node:path'
import type { PracticeRoom } from '../../src/practice/types.ts'
import { directoryId, TENANT } from '../../src/practice/world.ts'
import { KEPT_KEY, layDown } from '../kept/keptStores.ts'
import type { Machine } from './machine.ts'
import { say, told } from './report.ts'
import { until } from './run.ts'
import type { teamIn } from './team.ts'

/** A bot that works, and all that can be taken from it. */
export interface Working {
  readonly machine: Machine
  readonly room: PracticeRoom
  readonly team: ReturnType<typeof teamIn>
  readonly bot: number
  readonly metrics: number
  /** The guide's block that puts a backup back. */
  readonly restore: string
}

const ENV = '--env /etc/quickscan.env'
const doctor = async ({ machine }: Working): Promise<string> =>
  (await machine.typeAsBot(`quickscan doctor ${ENV}`)).said
const restart = (machine: Machine) => machine.type('systemctl restart quickscan')
const asked = async (url: string): Promise<string> =>
  fetch(url)
    .then((answer) => answer.text())
    .catch(String)
const readyz = ({ bot }: Working): Promise<string> => asked(`http://127.0.0.1:${bot}/readyz`)
/** What is read there once it says so, or at last. */
const inTime = async (read: () => Promise<string>, expected: RegExp): Promise<string> => {
  let said = ''
  const look = async (): Promise<true | undefined> => {
    said = await read()
    return expected.test(said) ? true : undefined
  }
  await until(String(expected), look, 90).catch(() => undefined)
  return said
}
const toldInTime = async (way: string, read: () => Promise<string>, expected: RegExp): Promise<void> =>
  told(way, await inTime(read, expected), expected)
const works = (around: Working): Promise<string> => inTime(() => readyz(around), /"ready":true/)

const manifest = async ({ machine }: Working): Promise<void> => {
  const asks = '--domain quickscan.example.org --app-id 22222222-2222-4222-8222-222222222222'
  const made = 'npm run -s manifest:teams -- --out /root/teams.zip'
  const { said } = await machine.type(
    `cd /opt/quickscan && test ! -e node_modules/vitest && ${made} ${asks} && ls /root`,
  )
  told('1. the manifest, where no development package is', said, /teams\.zip/)
}

const expiredSecret = async (around: Working): Promise<void> => {
  around.room.troubles.credentials = 'refused'
  await restart(around.machine)
  await toldInTime('2. an expired secret, at /readyz', () => readyz(around), /teamsToken/)
  await toldInTime(
    '2. … in the figures',
    () => asked(`http://127.0.0.1:${around.metrics}/metrics`),
    /^quickscan_not_ready\{reason="teamsToken"\} 1/m,
  )
  told('2. … and by the doctor', await doctor(around), /secret/i)
  around.room.troubles.credentials = 'taken'
  await restart(around.machine)
  await works(around)
}

const noAnswer = async (around: Working): Promise<void> => {
  const { room, team, machine, metrics } = around
  room.troubles.add({ on: 'any', times: 1e6, status: 0 })
  await team.player('samir').says('channel', 'status')
  const figures = (): Promise<string> => asked(`http://127.0.0.1:${metrics}/metrics`)
  await toldInTime(
    '3. a platform that answers nothing, in the figures',
    figures,
    /^quickscan_effects\{state="retrying"\} [1-9]/m,
  )
  await toldInTime(
    '3. … how long it has waited since it was promised',
    figures,
    /^quickscan_oldest_unsent_seconds [1-9]/m,
  )
  room.troubles.clear()
  const authority = (address: string): string =>
    `sed -i 's#^TEAMS_LOCAL_AUTHORITY=.*#TEAMS_LOCAL_AUTHORITY=${address}#' /etc/quickscan.env`
  await machine.type(authority('http://127.0.0.1:9'))
  told('3. … and by the doctor', await doctor(around), /does not answer from here/)
  await machine.type(authority(room.address))
}

const typedByRoot = async ({ machine }: Working): Promise<void> => {
  const { said, status } = await machine.type(`quickscan keys:rotate ${ENV}`)
  told(`4. a command typed by root, which ends with ${status}`, said, /(sudo|runuser) -u quickscan/)
}

const refusedPost = async ({ machine, team }: Working): Promise<void> => {
  // At any hour: what she asks for herself is sent at once, and refused.
  await team.opens('wout')
  const whose = `--platform teams --tenant ${TENANT} --person ${directoryId('wout')}`
  const { said } = await machine.typeAsBot(`quickscan why ${whose} ${ENV}`)
  told('5. someone for whom the app isn’t installed', said, /the app isn’t installed for her|install the app/)
}

const putBack = async ({ machine, team, restore }: Working): Promise<void> => {
  await team.opens('fatima')
  await machine.type('systemctl start quickscan-backup')
  await team.handsIn('fatima')
  await team.sees('fatima', 'Bedankt')
  const newest = '$(ls /var/lib/quickscan-backups/*.db | tail -n 1)'
  const early = await machine.type(`runuser -u quickscan -- quickscan restore --from ${newest} ${ENV} --yes`)
  told(`6. a restore while the bot runs, which ends with ${early.status}`, early.said, /Stop|stop/)
  const { said, status } = await machine.type(restore)
  say(`${status === 0 ? 'done  ' : 'FAILED'} a backup is put back, as the guide says`)
  if (status !== 0) throw new Error(said)
  await machine.type('systemctl start quickscan')
  const log = async (): Promise<string> => (await machine.type('journalctl -u quickscan -n 50 -o cat')).said
  await toldInTime('6. … which the bot says at its start', log, /This store was put back/)
  const cards = async (): Promise<string> => team.readsOf('fatima').join('\n')
  await toldInTime('6. … and who had handed in since', cards, /^(?!.*Bedankt).*$/s)
}

const fileGone = async (around: Working): Promise<void> => {
  const { machine, restore } = around
  await machine.type('rm /var/lib/quickscan/quickscan.db')
  await toldInTime('7. its file is taken away under it', () => readyz(around), /replaced/)
  await machine.type(`${restore}\nsystemctl start quickscan`)
  await works(around)
}

const wayOutClosed = async (around: Working): Promise<void> => {
  const { machine, room } = around
  room.troubles.keyList = 'unreachable'
  await restart(machine)
  await toldInTime('8. the list of keys can’t be fetched, at /readyz', () => readyz(around), /teamsKeys/)
  room.troubles.keyList = 'there'
  // A stand-in on this machine is called without a proxy, so that what the doctor sees here is only how it was written.
  await machine.type('echo HTTPS_PROXY=proxy.example.org:3128 >> /etc/quickscan.env')
  told('8. … and a proxy that is written wrongly, by the doctor', await doctor(around), /Write it as http/)
  await machine.type('sed -i /^HTTPS_PROXY/d /etc/quickscan.env')
  await restart(machine)
  await works(around)
}

const erasedByDirectory = async ({ machine, room }: Working): Promise<void> => {
  const old = join(machine.folder, 'var/lib/quickscan/0.2.0')
  layDown('0.2.0', old, room.address)
  await machine.type('chown -R quickscan: /var/lib/quickscan/0.2.0')
  const keys = `DATA_KEYS=${KEPT_KEY.id}:${KEPT_KEY.secret.toString('base64')}`
  const file = 'DATA_FILE=/var/lib/quickscan/0.2.0/quickscan.db ROUND_KEYS_FILE= ERASURES_DIR='
  const erase = (person: string, more = ''): Promise<string> =>
    machine
      .typeAsBot(
        `env ${keys} ${file} ${more} quickscan person:erase --platform teams --tenant ${TENANT} --person ${person} ${ENV}`,
      )
      .then(({ said }) => said)
  told('9. an erasure by directory id, in a store begun by 0.2.0', await erase(directoryId('samir')), /^Erased\./m)
  told(
    '9. … of someone whom Teams doesn’t name',
    await erase('99999999-9999-4999-8999-999999999999'),
    /Nothing is kept|can’t tell|kept all the same/,
  )
}

/** In the order of issue's list, so that what one of them undoes the next finds whole. */
const WAYS = [
  ...[manifest, expiredSecret, noAnswer, typedByRoot, refusedPost],
  ...[putBack, fileGone, wayOutClosed, erasedByDirectory],
]

/** Breaks it in nine ways, one after the other, and mends it each time. @throws where it can't be mended */
export const breakIt = async (around: Working): Promise<void> => {
  for (const way of WAYS) await way(around)
}
