/**
 * Waits for a promise, for a limited time. What it waits for is not cancelled.
 * @param most milliseconds to wait
 * @returns whether the promise resolved in time
 * @throws what the promise rejects with, in time
 */
export const withDeadline = async (running: Promise<unknown>, most: number): Promise<boolean> => {
  const expired = Promise.withResolvers<boolean>()
  const timer = setTimeout(() => expired.resolve(false), most)
  try {
    return await Promise.race([running.then(() => true), expired.promise])
  } finally {
    clearTimeout(timer)
  }
}
