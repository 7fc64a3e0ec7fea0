import type { Key } from '../../../flows/ids.ts'
import { keyText } from '../../../flows/ids.ts'
import type { Deps } from '../../context.ts'

type Store = Deps['store']

/** The same bot for one page: whatever its parts have in common is read once, and so all of them say the same. */
export const readOnce = (deps: Deps): Deps => {
  const read = new Map<string, ReturnType<Store['load']>>()
  const load = (key: Key<unknown>) => {
    const name = keyText(key)
    const known = read.get(name) ?? deps.store.load(key)
    read.set(name, known)
    return known
  }
  return { ...deps, store: { ...deps.store, load: load as Store['load'] } }
}
