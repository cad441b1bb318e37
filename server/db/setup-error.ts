/**
 * A failure of the surroundings (a taken port, a full disk, a missing package), told in one
 * sentence to the person who starts the system. Commands print the message alone, without a stack
 * trace, and exit with 1.
 */
export class SetupError extends Error {
  override name = 'SetupError'
}

const DISK_FULL = /No space left on device|ENOSPC|Disk quota exceeded|EDQUOT/i

/** Whether an error, or the output of a program, says that the disk is full. */
export function isDiskFull(errorOrOutput: unknown): boolean {
  if (errorOrOutput instanceof Error) {
    const code = (errorOrOutput as NodeJS.ErrnoException).code ?? ''
    // 53100 is PostgreSQL's own code for a full disk.
    return code === '53100' || DISK_FULL.test(`${code} ${errorOrOutput.message}`)
  }
  return DISK_FULL.test(String(errorOrOutput))
}

/** The sentence for a full disk. */
export function diskFullError(folder: string): SetupError {
  return new SetupError(
    `The disk that holds ${folder} is full: free some space (the database needs about 1 GB), then run the same command again.`,
  )
}

/** Whether the server of the database went away in the middle of the work. */
export function isConnectionLost(error: unknown): boolean {
  const { code = '', message = '' } = error as { code?: string; message?: string }
  return (
    /^(57P0|08)|^ECONN(RESET|REFUSED)$|^EPIPE$/.test(code) || /Connection terminated/.test(message)
  )
}

export const connectionLostError = () =>
  new SetupError(
    'The database stopped in the middle of the work, so nothing of it was kept: look whether its disk is full (df -h), then run the same command again.',
  )
