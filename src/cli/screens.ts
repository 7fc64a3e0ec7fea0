import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { voicesOf } from '../build/voices.ts'
import { hasFields } from '../cards/card.ts'
import { everySample } from '../cards/samples/samples.ts'
import { slackMessage } from '../cards/slack/render.ts'
import { slackHome, slackModal } from '../cards/slack/views.ts'
import { teamsCard } from '../cards/teams/render.ts'

/** `npm run screens -- --out DIR`: every screen with sample data, as `<screen>.<language>.<platform>.json`; in Slack
 * also as the page and, where there is something to fill in, as the window it can be. */
const { values } = parseArgs({ options: { out: { type: 'string' } } })
if (values.out === undefined) {
  console.error('usage: npm run screens -- --out DIR')
  process.exit(2)
}
mkdirSync(values.out, { recursive: true })
const voices = voicesOf({ BOT_LANGUAGE: 'nl', TIME_ZONE: 'Europe/Brussels' })
let count = 0
const inSlack = everySample(voices, 'slack')
for (const [at, { screen, size, language, sample }] of everySample(voices, 'teams').entries()) {
  const slack = inSlack[at]?.sample ?? sample
  const name = size === 'usual' ? screen : `${screen}-longest`
  const drawn = {
    [`${name}.${language}.teams`]: teamsCard(sample),
    [`${name}.${language}.slack`]: slackMessage(slack),
    [`${name}-home.${language}.slack`]: slackHome(slack),
    // What is filled in also comes as a window.
    ...(hasFields(slack) ? { [`${name}-window.${language}.slack`]: slackModal(slack) } : {}),
  }
  for (const [file, value] of Object.entries(drawn)) {
    writeFileSync(join(values.out, `${file}.json`), JSON.stringify(value, undefined, 2))
    count += 1
  }
}
console.log(`${count} screens in ${values.out}`)
