import { describe, expect, it } from 'vitest'
import { WrongUsage } from './command.ts'
import { askedOf, commandIn, helpOf, helpOfAll } from './commandLine.ts'
import { COMMANDS } from './commands.ts'

const row = (name: string) => commandIn(COMMANDS, name.split(' ')).command

describe('the command line', () => {
  it('has what the guides call, each once', () => {
    const names = COMMANDS.map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
    for (const name of names) expect(helpOfAll(COMMANDS)).toContain(`  ${name} `)
  })

  it.each(COMMANDS.map(({ name }) => name))('says how %s is used, and all it can be asked', (name) => {
    const help = helpOf(row(name))
    expect(help).toMatch(new RegExp(`^usage: quickscan ${name}`))
    for (const option of [...Object.keys(row(name).options), 'help', 'env']) expect(help).toContain(`--${option}`)
    for (const line of help.split('\n')) expect(line.length, line).toBeLessThan(150)
  })

  it.each([
    ['bakcup', 'quickscan backup'],
    ['doctr', 'quickscan doctor'],
    ['erase', 'quickscan person:erase'],
    ['rotate', 'quickscan keys:rotate'],
    ['manifest', 'quickscan manifest teams or quickscan manifest slack'],
  ])('%s is refused with what may be meant', (typed, meant) => {
    expect(() => commandIn(COMMANDS, [typed])).toThrow(WrongUsage)
    expect(() => commandIn(COMMANDS, [typed])).toThrow(meant)
  })

  it.each([
    ['backup', ['--otu', 'x'], 'Did you mean --out?'],
    ['backup', [], '--out FILE is needed.'],
    ['backup', ['--out'], '--out needs a value'],
    ['backup', ['--out', ''], '--out FILE is needed.'],
    ['backup', ['--out', 'a', 'b'], "takes no 'b'"],
    ['tenant:erase', ['--platform', 'teams', '--tenant', 'x', '--yes=1'], '--yes takes no value.'],
    ['person:erase', ['--platform', 'mail', '--tenant', 'x', '--person', 'y'], 'expected teams or slack'],
    ['keys:rotate', ['now'], "takes no 'now'"],
    ['doctor', ['-j'], 'Did you mean --json?'],
  ])('%s %j is refused, with how to ask', (name, args, said) => {
    expect(() => askedOf(row(name), args)).toThrow(WrongUsage)
    expect(() => askedOf(row(name), args)).toThrow(said)
    expect(() => askedOf(row(name), args)).toThrow(`usage: quickscan ${name}`)
  })

  it('asks nothing else of who asks for help', () => {
    expect(askedOf(row('backup'), ['--help']).flag('help')).toBe(true)
    expect(askedOf(row('person:erase'), ['--platform', 'nonsense', '--help']).flag('help')).toBe(true)
  })

  it('gives a command what it was asked', () => {
    const asked = askedOf(row('effects'), ['requeue', 'a', 'b', '--env', '/etc/quickscan.env'])
    expect(asked.words).toEqual(['requeue', 'a', 'b'])
    expect(asked.text('env')).toBe('/etc/quickscan.env')
    expect(asked.flag('all')).toBe(false)
    expect(askedOf(row('backup'), ['--out=-odd']).text('out')).toBe('-odd')
  })
})
