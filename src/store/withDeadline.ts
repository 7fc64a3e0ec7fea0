/** Waits until it is done, but no longer than so many milliseconds. @returns whether it is @throws what it throws */
export const withDeadline = async (doing: Promise<unknown>, most: number): Promise<boolean> => {
  const late = Promise.withResolvers<boolean>()
  const timer = setTimeout(() => late.resolve(false), most)
  try {
    return await Promise.race([doing.then(() => true), late.promise])
  } finally {
    clearTimeout(timer)
  }
}
