import { PROJECT_ROOT } from '../server/config.ts'
import {
  connectionLostError,
  diskFullError,
  isConnectionLost,
  isDiskFull,
  SetupError,
} from '../server/db/setup-error.ts'

/**
 * Runs a command of the command line. What the person can solve ends in its one sentence, what
 * they cannot in the full error; the exit code is 1 for both.
 */
export async function runCommand(command: () => Promise<void>): Promise<void> {
  try {
    await command()
  } catch (error) {
    process.exitCode = 1
    if (error instanceof SetupError) console.error(error.message)
    else if (isDiskFull(error)) console.error(diskFullError(PROJECT_ROOT).message)
    else if (isConnectionLost(error)) console.error(connectionLostError().message)
    else console.error(error)
  }
}
