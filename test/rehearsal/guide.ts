import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A block of the guide, as it is typed here. */
export interface Step {
  readonly title: string
  readonly typed: string
}

/** What this machine has in place of what the guide takes for granted. */
export interface Around {
  readonly http: number
  readonly https: number
  readonly bot: number
  readonly metrics: number
  /** The settings of a bot whose Teams is the practice room. */
  readonly teams: Readonly<Record<string, string>>
}

/** What can't be had on a machine that others use too, and what is typed in its place. */
const instead = ({ https, bot, metrics, teams }: Around): readonly (readonly [RegExp, string])[] => [
  [/^curl .*nodesource.*$/m, ': Node is there already'],
  [/^apt-get install -y nodejs$/m, ': Node is there already'],
  [/git clone ADDRESS/, 'git clone -q file:///source'],
  [/https:\/\/quickscan\.example\.org/g, `https://localhost:${https}`],
  [/s\/quickscan\.example\.org\/quickscan\.example\.org\//, 's/quickscan.example.org/localhost/'],
  [/^METRICS_PORT=.*$/m, `METRICS_PORT=${metrics}\nPORT=${bot}\nTEAMS_LOCAL_AUTHORITY=${teams.TEAMS_LOCAL_AUTHORITY}`],
  [/^TEAMS_CLIENT_ID=…$/m, `TEAMS_CLIENT_ID=${teams.TEAMS_CLIENT_ID}`],
  [/^TEAMS_TENANT_ID=…$/m, `TEAMS_TENANT_ID=${teams.TEAMS_TENANT_ID}`],
  [/^TEAMS_CLIENT_SECRET=…\n/m, ''],
  [/=…$/gm, '=Jeugddienst Testdorp'],
  // The authority that Caddy made for itself, in place of one outside.
  [/^curl -sS/m, `cat ${AUTHORITY} >> /etc/trust.pem\ncurl --cacert ${AUTHORITY} -sS`],
  [/^(promtool check config)/m, `sed -i 's/9464/${metrics}/' /etc/prometheus/prometheus.yml && $1`],
]

/** Where Caddy keeps what it signs certificates of this machine with. */
export const AUTHORITY = '/var/lib/caddy/.local/share/caddy/pki/authorities/local/root.crt'

/** The blocks of docs/operating.md, "One Debian server", in their order. @throws where it has other than seven */
export const guideSteps = (around: Around): readonly Step[] => {
  const guide = readFileSync(join(import.meta.dirname, '../../docs/operating.md'), 'utf8')
  const section = guide.slice(guide.indexOf('### One Debian server'), guide.indexOf('### Otherwise'))
  const blocks = [...section.matchAll(/\*\*(?:\d\. )?([^*]+)\*\*[\s\S]*?```sh\n([\s\S]*?)```/g)]
  if (blocks.length !== 7) throw new Error(`the guide has ${blocks.length} steps with something to type`)
  const table = instead(around)
  return blocks.map(([, title = '', typed = '']) => ({
    title,
    typed: table.reduce((text, [from, to]) => text.replace(from, to), typed),
  }))
}
