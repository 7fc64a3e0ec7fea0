/**
 * Combines calls made in the same turn of the event loop into one, to save round trips.
 * @param runAll receives the arguments of all combined calls; its outcome is the outcome of each of them
 */
export const microBatch = <Argument>(
  runAll: (batch: readonly Argument[]) => Promise<void>,
): ((argument: Argument) => Promise<void>) => {
  let batch: Argument[] = []
  let pending: Promise<void> | undefined
  return (argument) => {
    batch.push(argument)
    pending ??= new Promise<void>((resolve, reject) => {
      setImmediate(() => {
        const full = batch
        batch = []
        pending = undefined
        runAll(full).then(resolve, reject)
      })
    })
    return pending
  }
}
