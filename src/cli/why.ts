import { EXIT, type Run } from './command.ts'

/** Says why someone got no message. */
export const why: Run = async () => {
  console.error('This is still to come: until then, quickscan effects list shows what was given up.')
  return EXIT.failed
}
