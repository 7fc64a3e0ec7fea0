import type { Command } from './command.ts'

const PLATFORM = { value: 'teams|slack', says: 'where', needed: true, oneOf: ['teams', 'slack'] } as const
const TENANT = {
  value: 'ID',
  says: "the directory's id in Teams, the workspace's (T…) in Slack",
  needed: true,
} as const
const BESIDE = 'It works beside a running bot, with the same settings.'

/** All commands, in the order of the help. */
export const COMMANDS: readonly Command[] = [
  {
    name: 'start',
    does: 'starts the bot, with the settings in its environment',
    more: 'It runs until SIGTERM or SIGINT.',
    options: {},
    places: 'store',
    load: async () => (await import('./start.ts')).start,
  },
  {
    name: 'demo',
    does: 'opens a practice room in the browser: an invented team, and no settings',
    options: {
      platform: { value: 'teams|slack', says: 'what it looks like (teams)', oneOf: ['teams', 'slack'] },
      language: { value: 'nl|en|fr', says: 'what the bot speaks first (nl)', oneOf: ['nl', 'en', 'fr'] },
      people: { value: 'N', says: 'how large the team is (6)' },
      port: { value: 'N', says: 'where the page is (4000)' },
      auto: { says: 'the team plays the whole story by itself, and what it came to is printed' },
      seed: { value: 'N', says: 'what chance decides, with --auto (1)' },
      json: { value: 'FILE', says: 'where to write the story, with --auto' },
    },
    places: 'none',
    load: async () => (await import('./demo.ts')).demo,
  },
  {
    name: 'doctor',
    does: 'looks whether all that the bot needs is right, and says what to do where it isn’t',
    more: 'It changes nothing, and works beside a running bot or with none. It ends with 1 where something is wrong.',
    options: {
      json: { says: 'what it found, as JSON' },
      strict: { says: 'warnings count as wrong' },
      backups: { value: 'FOLDER', says: 'where backups are kept: how old is the newest?' },
    },
    places: 'store',
    load: async () => (await import('./doctor.ts')).doctor,
  },
  {
    name: 'effects',
    does: 'lists what the bot gave up sending or doing, and tries it again or forgets it',
    more: `  list          what was given up
  requeue ID…   tries them again now
  drop ID…      forgets them

A message to someone it may not write to, or what failed for a day and a half. ${BESIDE}`,
    options: { all: { says: 'in place of ids: all of them' } },
    words: 'list|requeue|drop [ID…]',
    places: 'store',
    load: async () => (await import('./effects.ts')).effects,
  },
  {
    name: 'why',
    does: 'says why someone got no message',
    options: {
      platform: PLATFORM,
      tenant: TENANT,
      person: { value: 'ID', says: 'as for person:erase', needed: true },
    },
    places: 'store',
    load: async () => (await import('./why.ts')).why,
  },
  {
    name: 'backup',
    does: 'copies DATA_FILE to another file, while the bot runs',
    more: `Encrypted as it is: keep it apart from DATA_KEYS. Redis has backups of its own: docs/operating.md.`,
    options: { out: { value: 'FILE', says: 'the new file', needed: true } },
    places: 'store',
    load: async () => (await import('./backup.ts')).backUp,
  },
  {
    name: 'restore',
    does: 'puts a backup in place of DATA_FILE, while no bot runs on it',
    more: `It looks first whether the backup is whole and opens with DATA_KEYS. The file that was there is kept beside it.
Without --yes it only says what it would do. For Redis: docs/operating.md.`,
    options: {
      from: { value: 'FILE', says: 'the backup; it stays as it is', needed: true },
      yes: { says: 'do it' },
    },
    places: 'store',
    load: async () => (await import('./restore.ts')).restore,
  },
  {
    name: 'copy',
    does: 'moves all that is kept to another place, such as from a file to Redis',
    more: `A place is a file (data/quickscan.db), an address (redis://host:6379, several with commas), or the name of a setting,
DATA_FILE or REDIS_URL, for what the environment says (with REDIS_SENTINEL and REDIS_PASSWORD). No bot may run on
either. Everything is copied encrypted, as it is; the target must be empty. Cut off, it goes on when it is run again.
The keys of rounds go along, from and to where ROUND_KEYS_FILE and ROUND_KEYS_URL say, else beside the file and in that Redis.`,
    options: {
      from: { value: 'PLACE', says: 'where it is', needed: true },
      to: { value: 'PLACE', says: 'where it goes', needed: true },
    },
    places: 'named',
    load: async () => (await import('./copy.ts')).copy,
  },
  {
    name: 'keys:rotate',
    does: 'encrypts all that is kept with the first key of DATA_KEYS, while the bot runs',
    more: `  1. Put a new key first: DATA_KEYS=new:…,old:…   (a key: openssl rand -base64 32)
  2. Restart every bot with it.
  3. quickscan keys:rotate, with the same settings. Cut off, it goes on when it is run again.
  4. Take the old key out of DATA_KEYS, and restart. Backups from before need the old key still.`,
    options: {},
    places: 'store',
    load: async () => (await import('./rotate.ts')).rotate,
  },
  {
    name: 'person:erase',
    does: 'erases all that is kept of someone who can’t do it herself any more',
    more: `As "mijn gegevens" in her chat would: her answers, remarks and stars where they aren't summed yet, her name on actions, how
she is reached. Figures that were shown stay as they are. ${BESIDE}
It holds when it ends; the bot, at once or when it starts, redraws her cards.`,
    options: {
      platform: PLATFORM,
      tenant: TENANT,
      person: {
        value: 'ID',
        says: "her object id in the directory or Teams' own (29:…); Slack's member id (U…)",
        needed: true,
      },
    },
    places: 'store',
    load: async () => (await import('./erasing/erase.ts')).erase,
  },
  {
    name: 'tenant:erase',
    does: 'erases all that is kept of an organisation',
    more: `Its rounds, answers, results, plans, teams, people, tokens, and what was still to be sent. Without --yes it only says how much
that is. It works beside a running bot, or with none, with the same settings. Take the app out of the organisation first: what
someone does there meanwhile is kept anew.`,
    options: { platform: PLATFORM, tenant: TENANT, yes: { says: 'do it: nothing undoes it' } },
    places: 'store',
    load: async () => (await import('./erasing/eraseTenant.ts')).eraseOrganisation,
  },
  {
    name: 'manifest teams',
    does: 'makes the package to upload in Teams',
    options: {
      domain: { value: 'HOST', says: 'where the bot is reached, such as quickscan.example.be', needed: true },
      'app-id': { value: 'TEAMS_CLIENT_ID', says: "the bot's application (client) id", needed: true },
      out: { value: 'FILE', says: 'the package (quickscan-teams.zip)' },
    },
    places: 'none',
    load: async () => (await import('./manifest/packTeams.ts')).packTeams,
  },
  {
    name: 'manifest slack',
    does: 'prints the manifest to paste at Slack',
    options: {
      domain: { value: 'HOST', says: 'where the bot is reached, such as quickscan.example.be' },
      socket: { says: 'for a bot that has no address: Slack sends through a socket that the bot opens' },
      language: { value: 'nl|en|fr', says: 'of what members read (nl)', oneOf: ['nl', 'en', 'fr'] },
    },
    places: 'none',
    load: async () => (await import('./manifest/printSlack.ts')).printSlack,
  },
  {
    name: 'kit:check',
    does: 'says whether content can be used: ours, or another content pack’s',
    options: {},
    words: '[FOLDER…]',
    places: 'none',
    load: async () => (await import('./checkContent.ts')).checkKit,
  },
]
