const began = Date.now()
const minutes = (): string => {
  const seconds = Math.floor((Date.now() - began) / 1000)
  return `${String(Math.floor(seconds / 60)).padStart(2)}:${String(seconds % 60).padStart(2, '0')}`
}

/** A line, with how long it has taken so far. */
export const say = (words: string): void => console.log(`${minutes()}  ${words}`)

let silent = 0
/** How often it wasn't said what to do. */
export const silences = (): number => silent

/** Says whether what was read tells what is wrong or what to do, and shows the line. */
export const told = (way: string, said: string, expected: RegExp): void => {
  const line = said.split('\n').find((one) => expected.test(one))
  if (!expected.test(said)) silent += 1
  say(`${expected.test(said) ? 'told  ' : 'SILENT'} ${way}\n         ${(line ?? said.slice(-600)).trim()}`)
}
