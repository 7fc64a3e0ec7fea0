/** Calls of one turn of the event loop become one call with all of them; each hears what came of it. */
export const microBatch = <Given>(
  together: (all: readonly Given[]) => Promise<void>,
): ((given: Given) => Promise<void>) => {
  let waiting: Given[] = []
  let told: Promise<void> | undefined
  return (given) => {
    waiting.push(given)
    told ??= new Promise<void>((resolve, reject) => {
      setImmediate(() => {
        const all = waiting
        waiting = []
        told = undefined
        together(all).then(resolve, reject)
      })
    })
    return told
  }
}
