/** Answers of a server that is overloaded or restarting: the same question later will do. */
const PASSING_STATUSES: readonly number[] = [429, 502, 503, 504]
const FIRST_PAUSE_MILLISECONDS = 2000
const LONGEST_PAUSE_MILLISECONDS = 30_000

/**
 * Whether to ask for a tile once more. A tile that could not be had while the connection was away
 * would stay a hole in the city; so it is asked for again, ever less often, until there is an answer.
 *
 * @param status of the answer, undefined where none came
 * @param attempt how often it has been asked for again, from 0
 * @returns after the pause, whether it makes sense
 */
export async function mayAskAgain(status: number | undefined, attempt: number): Promise<boolean> {
  if (status !== undefined && !PASSING_STATUSES.includes(status)) return false
  const pause = Math.min(FIRST_PAUSE_MILLISECONDS * 2 ** attempt, LONGEST_PAUSE_MILLISECONDS)
  await new Promise((resolve) => setTimeout(resolve, pause))
  return true
}
